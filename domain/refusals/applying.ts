import type { RefusalText } from './text.ts'

/** Who applies, and what any application may stumble over. */
export const applyingRefusals: Readonly<Record<string, RefusalText>> = {
  ID_NOT_VERIFIED: {
    message: { zh: '未能确认是您本人操作。', en: 'We could not confirm that it is you who is applying.' },
    next: {
      zh: '请在光线充足处重试人脸识别;三次不成功可转视频窗口,由民警与您视频核对。',
      en: 'Try the face check again in good light. If it fails three times, use the video window and an officer will check with you.',
    },
  },
  ID_DOC_EXPIRED: {
    message: { zh: '您的居民身份证已超过有效期。', en: 'Your identity card is past its date.' },
    next: {
      zh: '请先到户籍部门换领身份证,再来办理。',
      en: 'Please renew it at your police station first, then come back.',
    },
  },
  BLACKLIST: {
    message: {
      zh: '您因{reason}暂不能网上办理此类业务,至{date}止。',
      en: 'You cannot do this kind of business online until {date}, because: {reason}.',
    },
    next: {
      zh: '可到窗口办理;有异议可在“咨询反馈”提出。',
      en: 'You can do it at a counter. If you disagree, tell us under “Questions and feedback”.',
    },
  },
  DUPLICATE: {
    message: {
      zh: '您有一笔相同业务正在办理(流水号{no})。',
      en: 'The same application of yours is already in progress (case number {no}).',
    },
    next: { zh: '请等待办结,或先撤回该笔业务。', en: 'Please wait until it is finished, or withdraw it first.' },
  },
  // No time is reserved by itself, so none is promised.
  FREQUENT: {
    message: {
      zh: '该业务短期内多次办理,按规定转为现场办理。',
      en: 'This has been done several times within a short period, so the rules move it to the counter.',
    },
    next: {
      zh: '请带身份证到{site}办理,已填写的内容都会带过去。',
      en: 'Please bring your identity card to {site}. What you filled in is kept.',
    },
  },
  SUSPECT: {
    message: {
      zh: '申请信息需要现场核实,本次网上申请转为现场办理。',
      en: 'Some details must be verified in person, so this application moves to the counter.',
    },
    next: {
      zh: '请带身份证和相关原件到{site}。',
      en: 'Please bring your identity card and the original papers to {site}.',
    },
  },
  SERVICE_NOT_OPEN: {
    message: { zh: '这项业务的网上办理即将开通。', en: 'This cannot be applied for online yet; it opens soon.' },
    next: {
      zh: '目前请到车管所窗口办理,或拨打 {hotline} 询问。',
      en: 'For now please come to a counter of the vehicle office, or call {hotline}.',
    },
  },
  AGENT_NOT_ALLOWED: {
    message: {
      zh: '此业务必须由机动车所有人本人办理,不能委托他人。',
      en: 'The owner of the vehicle must do this in person; nobody can do it for them.',
    },
    next: {
      zh: '请所有人本人登录办理;因死亡、出境、重病、伤残等不能到场的,请到窗口提交证明。',
      en: 'The owner should sign in and apply. If the owner cannot (death, absence abroad, serious illness, disability), please bring proof to a counter.',
    },
  },
  AUTH_EXPIRED: {
    message: {
      zh: '委托已失效或超过有效期(单次最长30日)。',
      en: 'The authority has ended or is past its date (30 days at most).',
    },
    next: { zh: '请委托人重新发起业务委托。', en: 'Ask the person you act for to authorise you again.' },
  },
  FEE_PAID: {
    message: { zh: '该费用已缴纳。', en: 'This fee is paid already.' },
    next: { zh: '可下载电子票据。', en: 'You can download the e-receipt.' },
  },
  PAY_TIMEOUT: {
    message: {
      zh: '15分钟内没有完成缴费,本次申请已保存。',
      en: 'The payment was not finished within 15 minutes. Your application is saved.',
    },
    next: { zh: '请重新发起支付,不会重复扣款。', en: 'Please start the payment again. You will not be charged twice.' },
  },
  ADDRESS_BAD: {
    message: { zh: '收件地址不完整或不在寄递范围。', en: 'The address is incomplete, or nothing can be sent there.' },
    next: { zh: '请补全门牌号,或改为网点自取。', en: 'Please add the door number, or collect the papers yourself.' },
  },
  MATERIAL_BAD: {
    message: { zh: '{material}不清晰或不完整:{reason}。', en: '{material} is not clear or not complete: {reason}.' },
    next: {
      zh: '请按示例重新拍摄,只需补这一项。',
      en: 'Please take the picture again as in the example. Only this one is needed.',
    },
  },
  DATA_DOWN: {
    message: { zh: '{agency}的数据暂时查不到。', en: 'There is no answer from {agency} at present.' },
    next: {
      zh: '您的申请已保存,系统会自动重试并通知您;也可上传证明由人工核对。',
      en: 'Your application is saved. We keep trying and will tell you; you can also upload proof and an officer will check it.',
    },
  },
}
