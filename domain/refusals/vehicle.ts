import type { RefusalText } from './text.ts'

/** The vehicle, its papers and its owner. */
export const vehicleRefusals: Readonly<Record<string, RefusalText>> = {
  NOT_OWNER: {
    message: { zh: '您不是该车登记的所有人。', en: 'You are not the registered owner of this vehicle.' },
    next: { zh: '请由所有人办理,或由所有人向您发起业务委托。', en: 'The owner should apply, or authorise you to.' },
  },
  VEHICLE_SEIZED: {
    message: {
      zh: '该车已被依法查封、扣押,不能办理。',
      en: 'This vehicle has been seized by law, so nothing can be done with it.',
    },
    next: { zh: '请与作出查封的机关({agency})联系。', en: 'Please contact the authority that seized it ({agency}).' },
  },
  VEHICLE_STOLEN: {
    message: {
      zh: '该车处于被盗抢骗状态,各项业务已停止。',
      en: 'This vehicle is recorded as stolen, robbed or obtained by fraud. All business on it has stopped.',
    },
    next: {
      zh: '请联系报案地公安机关;车辆发还后恢复办理。',
      en: 'Please contact the police where it was reported. Business goes on when the vehicle is returned.',
    },
  },
  VEHICLE_SCRAP: {
    message: {
      zh: '该车已达到强制报废标准,不能办理。',
      en: 'This vehicle has reached the limit at which it must be scrapped.',
    },
    next: {
      zh: '请将车辆交售给报废机动车回收企业并申请注销登记。',
      en: 'Sell it to a licensed recycler and apply to cancel the registration.',
    },
  },
  VEHICLE_SCRAP_1Y: {
    message: {
      zh: '该车距强制报废年限不足一年,不能变更使用性质、迁出或转让。',
      en: 'This vehicle must be scrapped within a year, so its use, place or owner cannot be changed.',
    },
    next: { zh: '可继续使用至报废期满,或自愿提前报废。', en: 'You can use it until then, or scrap it early.' },
  },
  VEHICLE_CANCELLED: {
    message: { zh: '该车已注销登记。', en: 'The registration of this vehicle has been cancelled.' },
    next: { zh: '不能再办理牌证业务。', en: 'No plate or paper can be issued for it.' },
  },
  VEHICLE_CUSTOMS: {
    message: { zh: '该车属于海关监管车辆。', en: 'This vehicle is under customs control.' },
    next: {
      zh: '请先取得海关解除监管证明,到窗口办理。',
      en: 'Get the release from customs first, then come to a counter.',
    },
  },
  VEHICLE_MORTGAGED: {
    message: { zh: '该车处于抵押登记状态({bank})。', en: 'This vehicle is mortgaged ({bank}).' },
    next: {
      zh: '请先办理解除抵押登记;或与抵押权人到窗口共同申请。',
      en: 'Have the mortgage released first, or apply together with the lender at a counter.',
    },
  },
  VEHICLE_PLEDGED: {
    message: { zh: '该车有质押备案。', en: 'A pledge is recorded on this vehicle.' },
    next: {
      zh: '请先解除质押备案,或与质权人共同申请。',
      en: 'Have the pledge released first, or apply together with the pledgee.',
    },
  },
  VEHICLE_STATE: {
    message: {
      zh: '该车当前状态为“{state}”,不能办理此业务。',
      en: "The vehicle's present state is “{state}”, so this cannot be done.",
    },
    next: { zh: '请先处理该状态,或咨询窗口。', en: 'Please settle that first, or ask at a counter.' },
  },
  VEHICLE_KIND: {
    message: {
      zh: '该车不属于此业务的办理范围({scope})。',
      en: 'This vehicle is not of a kind that this service covers ({scope}).',
    },
    next: { zh: '请到车管所窗口办理。', en: 'Please go to a counter of the vehicle office.' },
  },
  VEHICLE_MISMATCH: {
    message: { zh: '机动车与登记档案记载不一致。', en: 'The vehicle differs from what the register says.' },
    next: { zh: '请到查验区现场查验。', en: 'Please bring it to the inspection area.' },
  },
  VIOLATION_PENDING: {
    message: { zh: '该车有{n}起交通违法未处理。', en: 'This vehicle has {n} traffic violations that are not settled.' },
    next: {
      zh: '点此逐条处理并缴纳罚款,处理完可立即继续办理。',
      en: 'Settle them one by one here and pay the fines; you can go on at once afterwards.',
    },
  },
  ACCIDENT_PENDING: {
    message: { zh: '该车有交通事故未处理完毕。', en: 'This vehicle was in an accident that is not settled yet.' },
    next: { zh: '请联系{unit}处理后再办理。', en: 'Please contact {unit} first.' },
  },
  INSURANCE_NONE: {
    message: { zh: '没有查到有效的交强险。', en: 'We found no valid compulsory insurance.' },
    next: {
      zh: '请先投保;如已投保,可上传保单,由人工核对。',
      en: 'Please insure the vehicle. If it is insured already, upload the policy and an officer will check it.',
    },
  },
  VESSEL_TAX: {
    message: {
      zh: '没有查到车船税纳税或免税信息。',
      en: 'We found no record that the vehicle and vessel tax is paid or exempt.',
    },
    next: {
      zh: '可在投保交强险时一并缴纳,或上传完税、免税证明。',
      en: 'You can pay it together with the compulsory insurance, or upload the proof of payment or exemption.',
    },
  },
  INSPECTION_EXPIRED: {
    message: { zh: '该车已超过检验有效期。', en: 'The inspection of this vehicle is out of date.' },
    next: { zh: '请先到检验机构检验,可在线预约。', en: 'Please have it inspected first. You can book online.' },
  },
  PURCHASE_TAX: {
    message: {
      zh: '没有查到该车的车辆购置税完税或免税信息。',
      en: 'We found no record that the purchase tax of this vehicle is paid or exempt.',
    },
    next: {
      zh: '请先在电子税务局申报缴纳,稍后系统会自动重查。',
      en: 'Please declare and pay it with the tax office online. We check again by ourselves.',
    },
  },
  INVOICE_MISMATCH: {
    message: {
      zh: '购车发票与您填写的信息不一致({field})。',
      en: 'The sales invoice differs from what you entered ({field}).',
    },
    next: { zh: '请联系销售单位更正发票。', en: 'Please ask the seller to correct the invoice.' },
  },
  CERT_MISMATCH: {
    message: {
      zh: '合格证信息与公告或车辆不一致({field})。',
      en: 'The certificate of conformity differs from the announcement or from the vehicle ({field}).',
    },
    next: {
      zh: '请联系生产企业或销售单位核对;需要到现场查验。',
      en: 'Please check with the maker or the seller. The vehicle must be inspected on site.',
    },
  },
  EMISSION: {
    message: {
      zh: '未查到该车环保信息,或不符合本市执行的排放标准。',
      en: 'We found no emission data for this vehicle, or it does not meet the standard of this city.',
    },
    next: {
      zh: '请联系生产企业上传信息;外地车请先咨询本市迁入标准。',
      en: "Please ask the maker to upload the data. For a vehicle from elsewhere, ask about this city's standard first.",
    },
  },
  NOT_PREINSPECTED: {
    message: {
      zh: '生产企业尚未上传该车的出厂查验信息,不能免查验。',
      en: 'The maker has not uploaded a pre-inspection of this vehicle, so it must be shown once.',
    },
    next: { zh: '请预约现场查验,其余手续仍可网上完成。', en: 'Please book an on-site check. The rest stays online.' },
  },
  QUOTA_NONE: {
    message: { zh: '没有查到您有效的小客车指标。', en: 'We found no valid car quota in your name.' },
    next: {
      zh: '请先取得指标再办理上牌(本市实行小客车总量调控)。',
      en: 'Please get a quota first; this city limits the number of cars.',
    },
  },
  LATE_REGISTRATION: {
    message: {
      zh: '该车出厂已满两年未登记,或登记前发生过事故,须先做安全技术检验。',
      en: 'The vehicle left the factory more than two years ago, or was in an accident before registration, so it needs a safety inspection first.',
    },
    next: { zh: '请到检验机构检验合格后再申请。', en: 'Please have it inspected, then apply.' },
  },
  TOO_EARLY: {
    message: { zh: '还没到可以办理的时间,最早{date}可办。', en: 'It is too early. The first possible day is {date}.' },
    next: { zh: '已为您设置提醒。', en: 'We will remind you.' },
  },
  MUST_TEST: {
    message: {
      zh: '该车本次须到检验机构上线检验(注册满第{n}年)。',
      en: 'This time the vehicle must be tested at an inspection station (year {n} since registration).',
    },
    next: { zh: '请在线预约检验。', en: 'Please book an inspection online.' },
  },
  EXEMPT_LOST: {
    message: {
      zh: '该车因{reason},不适用免上线检验。',
      en: 'The vehicle is not exempt from testing, because: {reason}.',
    },
    next: { zh: '请按规定周期到检验机构检验。', en: 'Please have it tested at the regular times.' },
  },
  SPOUSE_MARRIAGE: {
    message: { zh: '没有查到双方的婚姻登记。', en: 'We found no marriage record of the two of you.' },
    next: {
      zh: '可上传结婚证或户口簿,由民警视频核对。',
      en: 'You can upload the marriage certificate or household register; an officer checks it by video.',
    },
  },
  SPOUSE_ABSENT: {
    message: {
      zh: '须夫妻双方共同申请,{name}还没有完成本人认证。',
      en: 'Both spouses must apply, and {name} has not been verified yet.',
    },
    next: {
      zh: '请配偶在24小时内用自己的账号确认,或双方同时进入视频窗口。',
      en: 'Your spouse should confirm with their own account within 24 hours, or both of you enter the video window together.',
    },
  },
  SPOUSE_AREA: {
    message: { zh: '变更后的所有人住所不在本辖区。', en: "The new owner does not live in this office's area." },
    next: { zh: '请按迁出办理变更登记。', en: 'Please apply to move the registration instead.' },
  },
  MARRIAGE_1Y: {
    message: {
      zh: '婚姻存续不满一年,不能使用原号牌号码。',
      en: 'You have been married for less than a year, so the number cannot be kept.',
    },
    next: { zh: '可以重新选号;或满一年后再办。', en: 'You can choose a new number, or apply when a year has passed.' },
  },
  USE_TYPE: {
    message: {
      zh: '该车登记的使用性质是“{use}”,不能办理此项变更。',
      en: 'The registered use of this vehicle is “{use}”, so this change is not possible.',
    },
    next: {
      zh: '此业务只受理“预约出租客运”转“预约出租转非”。',
      en: 'This service only changes ride-hailing vehicles to “formerly ride-hailing”.',
    },
  },
  TRANSPORT_PERMIT: {
    message: {
      zh: '交通运输部门显示该车《网络预约出租汽车运输证》还没注销。',
      en: 'The transport department says that the ride-hailing permit of this vehicle is still valid.',
    },
    next: { zh: '请先到交通运输部门注销运输证。', en: 'Please have the permit cancelled there first.' },
  },
  NOT_MORTGAGED: {
    message: { zh: '该车没有抵押登记。', en: 'No mortgage is registered on this vehicle.' },
    next: { zh: '不需要办理解除。', en: 'There is nothing to release.' },
  },
  BANK_PENDING: {
    message: { zh: '{bank}还没有确认您的贷款结清。', en: '{bank} has not confirmed yet that your loan is paid off.' },
    next: { zh: '请联系该机构上传解除抵押信息。', en: 'Please ask them to upload the release of the mortgage.' },
  },
  BANK_OFFLINE: {
    message: { zh: '抵押权人还没有与公安交管联网。', en: 'The lender is not connected with the traffic police.' },
    next: { zh: '请与抵押权人到窗口共同申请。', en: 'Please apply together with the lender at a counter.' },
  },
  COURT_CASE: {
    message: { zh: '由法院文书解除抵押的,需要现场审查。', en: 'A release by court order is examined in person.' },
    next: {
      zh: '请带生效文书和协助执行通知书到窗口。',
      en: "Please bring the court's decision and its notice of assistance to a counter.",
    },
  },
  // The owner brings the certificate along: no courier fetches it.
  CERT_NEEDED: {
    message: {
      zh: '此业务需要在登记证书原件上签注。',
      en: 'This needs an entry in the original registration certificate.',
    },
    next: {
      zh: '请在查验、见面或者领取新证时带登记证书原件;丢失的,先补领。',
      en: 'Please bring the original when the car is checked, when you are seen, or when you collect the new paper. If it is lost, have it re-issued first.',
    },
  },
  RELOCATE_KIND: {
    message: { zh: '该车型不能网上转籍。', en: 'A vehicle of this kind cannot be moved online.' },
    next: { zh: '请到迁出地车管所窗口办理。', en: 'Please go to a counter where it is registered.' },
  },
  OVERSIZE_FIRST: {
    message: {
      zh: '首次申领特型机动车临时号牌须到窗口。',
      en: 'The first temporary plate for a special vehicle is issued at a counter.',
    },
    next: { zh: '首次办理后,再次申领可以网上办。', en: 'After the first time you can do it online.' },
  },
  TEMP_3: {
    message: {
      zh: '该车已申领三次临时号牌,不能再次申领。',
      en: 'This vehicle has had three temporary plates; there are no more.',
    },
    next: { zh: '请尽快办理注册登记。', en: 'Please register it soon.' },
  },
  TEMP_CTP: {
    message: {
      zh: '交强险剩余有效期短于临时号牌有效期。',
      en: 'The compulsory insurance ends before the temporary plate would.',
    },
    next: {
      zh: '临时号牌有效期将缩短到交强险到期日。',
      en: 'The temporary plate will end on the day the insurance ends.',
    },
  },
}
