import type { RefusalText } from './text.ts'

/** Traffic violations, points, and vehicles linked to an account. */
export const violationsRefusals: Readonly<Record<string, RefusalText>> = {
  V_NOT_BOUND: {
    message: { zh: '该车还没有绑定到您的账户。', en: 'This vehicle is not linked to your account.' },
    next: {
      zh: '请先绑定本人车辆,或备案非本人机动车(最多3辆)。',
      en: 'Please link your own vehicle, or register one you drive (three at most).',
    },
  },
  V_200: {
    message: {
      zh: '这起违法罚款超过200元,适用一般程序,不能网上自助处理。',
      en: 'The fine for this violation is more than 200 yuan, so it needs the ordinary procedure and cannot be settled online.',
    },
    next: {
      zh: '请到任一交管违法处理窗口;可在线预约。',
      en: 'Please go to any traffic violations counter. You can book a time online.',
    },
  },
  V_12: {
    message: {
      zh: '处理这起违法后将记满12分,不能网上处理。',
      en: 'Settling this violation would bring you to 12 points, so it cannot be done online.',
    },
    next: { zh: '请到窗口处理并参加满分学习。', en: 'Please settle it at a counter and take the course.' },
  },
  V_HEAVY: {
    message: {
      zh: '校车、中型以上客货车、危险品运输车等重点车辆须到窗口处理。',
      en: 'Violations of school buses, larger buses and trucks, and dangerous goods vehicles are settled at a counter.',
    },
    next: { zh: '可在线预约窗口。', en: 'You can book a counter online.' },
  },
  V_ONSITE: {
    message: { zh: '这是现场处罚,已有决定书。', en: 'This was fined on the spot and there is a decision already.' },
    next: { zh: '请直接缴纳罚款。', en: 'Please pay the fine.' },
  },
  V_OTHER_12: {
    message: {
      zh: '您已记满12分,不能再处理其他机动车的违法。',
      en: 'You have reached 12 points and cannot settle violations of other vehicles.',
    },
    next: { zh: '请先参加满分学习和考试。', en: 'Please take the course and the test first.' },
  },
  V_OBJECTION: {
    message: { zh: '该违法正在异议审查中。', en: 'An objection to this violation is being examined.' },
    next: {
      zh: '五个工作日内答复,期间不计逾期。',
      en: 'You get an answer within five working days; that time does not count as late.',
    },
  },
  V_HANDLED: {
    message: { zh: '这起违法已经处理,有处罚决定书。', en: 'This violation is settled and there is a decision.' },
    next: {
      zh: '没有缴款的请缴纳罚款;对决定不服,可以申请行政复议。',
      en: 'Please pay the fine if it is open. You can ask for administrative review of the decision.',
    },
  },
  V_CLASS: {
    message: {
      zh: '您的准驾车型({class})不能驾驶这辆车,不能自助处理。',
      en: 'Your licence class ({class}) does not cover this vehicle, so you cannot settle it yourself.',
    },
    next: {
      zh: '请由实际驾驶人处理;确实是您驾驶的,请到窗口处理。',
      en: 'The actual driver should settle it. If it was you, please go to a counter.',
    },
  },
  V_STUDIES_3: {
    message: {
      zh: '您在本记分周期内已参加三次以上满分学习,不能自助处理他人机动车的违法。',
      en: 'You have taken the full-points course three times in this cycle and cannot settle violations of other people’s vehicles online.',
    },
    next: { zh: '请到窗口处理。', en: 'Please go to a counter.' },
  },
  V_ONE_VEHICLE: {
    message: { zh: '一次只能处理同一辆机动车的违法。', en: 'Only violations of one vehicle can be settled at a time.' },
    next: { zh: '请先处理一辆车的,再处理另一辆的。', en: 'Please settle those of one vehicle first, then the others.' },
  },
  FINE_UNKNOWN: {
    message: { zh: '没有查到这份处罚决定书。', en: 'We found no penalty decision with this number.' },
    next: {
      zh: '请核对决定书编号;刚刚作出的决定,请过几分钟再试。',
      en: 'Please check the number. If the decision was made just now, try again in a few minutes.',
    },
  },
  POINTS_NOT_FULL: {
    message: {
      zh: '您在本记分周期内没有记满12分,不需要参加满分学习。',
      en: 'You have not reached 12 points in this cycle, so you need not take the course.',
    },
    next: {
      zh: '想减少记分的,可以参加学法减分。',
      en: 'To reduce your points you can take the shorter study instead.',
    },
  },
  FINE_PAID: {
    message: { zh: '该罚款已缴纳。', en: 'This fine is paid already.' },
    next: { zh: '可下载电子票据。', en: 'You can download the e-receipt.' },
  },
  ERASE_NO: {
    message: { zh: '异议不成立:{reason}。', en: 'The objection was not accepted: {reason}.' },
    next: {
      zh: '处理这起违法时您仍可陈述、申辩;对处罚决定不服,可在60日内申请行政复议,或在6个月内提起行政诉讼。',
      en: 'You can still state your case when the violation is handled. Against the decision you can ask for administrative review within 60 days or go to court within six months.',
    },
  },
  ERASE_HANDLED: {
    message: {
      zh: '该违法已处理,不能再申请消除。',
      en: 'This violation has been handled and cannot be erased any more.',
    },
    next: { zh: '对处罚决定不服,可以申请行政复议。', en: 'You can ask for administrative review of the decision.' },
  },
  STUDY_BAR: {
    message: { zh: '您不符合学法减分条件:{reason}。', en: 'You cannot reduce points by study: {reason}.' },
    next: { zh: '对记录有异议,可到窗口查询。', en: 'If you think this is wrong, please ask at a counter.' },
  },
  STUDY_CAP: {
    message: { zh: '本记分周期已减满6分。', en: 'You have reduced 6 points in this cycle, which is the most.' },
    next: { zh: '下一个周期可以再申请。', en: 'You can do it again in the next cycle.' },
  },
  STUDY_NONE: {
    message: { zh: '您当前没有可减的记分。', en: 'You have no points that could be reduced.' },
    next: { zh: '现在不需要办理。', en: 'There is nothing you need to do.' },
  },
  STUDY_PENDING: {
    message: { zh: '须先处理完全部交通违法。', en: 'All traffic violations must be settled first.' },
    next: { zh: '请先处理。', en: 'Please settle them first.' },
  },
  BIND_3: {
    message: { zh: '您已备案3辆非本人机动车。', en: 'You have registered three vehicles of other people already.' },
    next: { zh: '请先解除一辆。', en: 'Please release one first.' },
  },
  BIND_CAR3: {
    message: {
      zh: '该车已被3名非车主备案。',
      en: 'Three people other than the owner have registered this vehicle already.',
    },
    next: { zh: '请车主先解除一名。', en: 'The owner should release one first.' },
  },
  BIND_KIND: {
    message: {
      zh: '只能备案非营运的小型汽车或小型新能源汽车。',
      en: 'Only private small cars and small new-energy cars can be registered.',
    },
    next: { zh: '其他车辆的违法请到窗口处理。', en: 'Violations of other vehicles can be settled at a counter.' },
  },
  BIND_REFUSED: {
    message: { zh: '车主没有同意备案。', en: 'The owner did not agree.' },
    next: { zh: '请联系车主。', en: 'Please contact the owner.' },
  },
}
