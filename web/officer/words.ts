import type { Lang } from '#web/kit/i18n.ts'

type Words = Readonly<Record<string, readonly [zh: string, en: string]>>

/** The trade's word for a code; a code without one is shown as it is, never as nothing. */
const wordIn =
  (words: Words) =>
  (code: string, lang: Lang): string =>
    words[code]?.[lang === 'en' ? 1 : 0] ?? code

export const stateWord = wordIn({
  open: ['办理中', 'open'],
  correcting: ['等申请人补正', 'awaiting correction'],
  'on-site': ['转现场', 'on site'],
  refused: ['不予办理', 'refused'],
  withdrawn: ['已撤回', 'withdrawn'],
  lapsed: ['已失效', 'lapsed'],
  done: ['已办结', 'completed'],
})

export const stepWord = wordIn({
  check: ['联网核查', 'checks'],
  'choose-plate': ['等选号', 'plate choice'],
  appointment: ['等预约', 'booking'],
  inspect: ['现场查验', 'inspection'],
  'co-sign': ['等共同申请人', 'joint applicant'],
  'fetch-file': ['等电子档案', 'file transfer'],
  meet: ['等见面', 'presence'],
  review: ['审核', 'review'],
  'second-review': ['复核', 'second review'],
  pay: ['等缴费', 'payment'],
  hold: ['防冒领等待', 'protective wait'],
  register: ['登记', 'registration'],
  make: ['制证', 'production'],
  deliver: ['寄递', 'delivery'],
})

/** The same steps in the line of a case, where a step is passed, under way or still to come. */
export const stepName = (kind: string, lang: Lang): string => trackWord(kind, lang) ?? stepWord(kind, lang)

const trackWord = (kind: string, lang: Lang): string | undefined =>
  lang === 'zh'
    ? {
        'choose-plate': '选号',
        appointment: '预约',
        'co-sign': '共同确认',
        'fetch-file': '调档',
        meet: '见面',
        pay: '缴费',
      }[kind]
    : undefined

export const channelWord = wordIn({
  web: ['网上', 'online'],
  video: ['视频', 'video'],
  kiosk: ['自助机', 'kiosk'],
  counter: ['窗口', 'counter'],
})

export const agencyWord = wordIn({
  // The systems themselves, as evidence names them.
  identity: ['公安人口库', 'Police identity register'],
  registry: ['机动车和驾驶人登记库', 'National register'],
  court: ['法院查封库', 'Courts: seizures'],
  tax: ['税务', 'Tax'],
  insurance: ['交强险平台', 'Compulsory insurance'],
  medical: ['体检机构', 'Medical examiners'],
  makers: ['生产企业', 'Makers'],
  environment: ['生态环境', 'Environment'],
  civil: ['民政', 'Civil affairs'],
  transport: ['交通运输', 'Transport authority'],
  stations: ['检验机构', 'Inspection stations'],
  market: ['市场监管', 'Market regulation'],
  'civil-marriage': ['婚姻登记', 'Marriages'],
  'transport-permit': ['运输证', 'Transport permits'],
  'inspection-station': ['检验机构', 'Inspection stations'],
  'market-registry': ['市场监管', 'Market regulation'],
  'bank-mortgage': ['金融机构', 'Lenders'],
  'police-identity': ['公安人口库', 'Police identity register'],
  'traffic-vehicle': ['机动车登记库', 'Vehicle register'],
  'traffic-driver': ['驾驶人登记库', 'Driver register'],
  'traffic-violation': ['交通违法库', 'Violations register'],
  'court-seizure': ['法院查封库', 'Courts: seizures'],
  'tax-invoice': ['税务发票', 'Tax: invoices'],
  'tax-purchase': ['车辆购置税', 'Tax: purchase tax'],
  'tax-vessel': ['车船税', 'Tax: vessel tax'],
  'insurer-ctp': ['交强险平台', 'Compulsory insurance'],
  'health-exam': ['体检机构', 'Medical examiners'],
  'ability-test': ['三力测试', 'Ability tests'],
  'miit-certificate': ['工信部合格证', 'Conformity certificates'],
  'maker-preinspection': ['生产企业出厂查验', 'Maker pre-inspection'],
  'env-emission': ['生态环境', 'Environment: emissions'],
})

export const eventWord = wordIn({
  submit: ['申请人提交', 'Submitted'],
  submitted: ['申请人提交', 'Submitted'],
  checked: ['联网核查返回', 'Checks answered'],
  'retry-checks': ['重新核查', 'Checks asked again'],
  paid: ['缴费', 'Paid'],
  'hold-over': ['等待期满', 'Wait over'],
  registered: ['登记完成', 'Registered'],
  'register-refused': ['登记未受理', 'Registration refused'],
  park: ['等待外部答复', 'Waiting for an agency'],
  'handed-over': ['交寄', 'Handed to EMS'],
  'ready-for-pickup': ['可以领取', 'Ready for pick-up'],
  delivered: ['签收', 'Delivered'],
  lapse: ['失效', 'Lapsed'],
  'choose-plate': ['选号', 'Plate chosen'],
  'plate-refused': ['号码已在使用,选号作废,重新选号', 'Number in use elsewhere: chosen anew'],
  book: ['预约', 'Booked'],
  rebook: ['改约', 'Booking moved'],
  correct: ['补正', 'Corrected'],
  object: ['提出异议', 'Objected'],
  withdraw: ['撤回', 'Withdrawn'],
  take: ['领取', 'Taken'],
  'give-back': ['放回', 'Given back'],
  pass: ['审核通过', 'Review passed'],
  'second-pass': ['复核通过', 'Second review passed'],
  'second-return': ['退回初审', 'Back to first review'],
  return: ['退回补正', 'Returned'],
  refuse: ['不予办理', 'Refused'],
  'move-on-site': ['转现场', 'Moved on site'],
  'continue-at-counter': ['窗口继续办理', 'Continued at the counter'],
  inspect: ['现场查验', 'Inspected'],
  meet: ['已见面', 'Seen in person'],
  'co-sign': ['共同申请人确认', 'Joint applicant agreed'],
  'co-decline': ['共同申请人不同意', 'Joint applicant declined'],
  'co-sign-over': ['无人确认,失效', 'Not agreed in time'],
  'co-sign-seen': ['共同申请人到场确认', 'Joint applicant agreed at the counter'],
  'file-arrived': ['电子档案收到', 'File received'],
  'file-refused': ['迁出地退回', 'Refused by the office of origin'],
})

export const billWord = wordIn({
  plates: ['号牌费', 'Plate fees'],
  papers: ['证件费', 'Certificate fees'],
  post: ['寄递费', 'Postage'],
  draft: ['待开单', 'draft'],
  open: ['待缴', 'open'],
  paid: ['已缴', 'paid'],
  cancelled: ['已取消', 'cancelled'],
  'refund-asked': ['退款中', 'refund asked'],
  refunded: ['已退', 'refunded'],
})

export const outcomeWord = wordIn({
  ok: ['已应答', 'answered'],
  down: ['连不上', 'unreachable'],
  timeout: ['超时未应答', 'timed out'],
  'bad-signature': ['签名不符', 'bad signature'],
  'bad-answer': ['应答不合格式', 'malformed answer'],
  refused: ['拒绝', 'refused'],
})
