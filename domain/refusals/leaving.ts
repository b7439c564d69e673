import type { RefusalText } from './text.ts'

/** Files of cars that move away: what stands against sending one, and what an officer's press may meet. */
export const leavingRefusals: Readonly<Record<string, RefusalText>> = {
  VEHICLE_LEAVING: {
    message: {
      zh: '该车的电子档案已转往{place}。',
      en: 'The electronic file of this vehicle has gone to {place}.',
    },
    next: {
      zh: '请到{place}办理;不再转籍的,请在那里撤回申请,档案退回后可在本市办理。',
      en: 'Please apply at {place}. If you are not moving after all, withdraw there; once the file is back, apply here.',
    },
  },
  FILE_NONE: {
    message: { zh: '没有查到这辆车的登记档案。', en: 'We found no registration file of this vehicle.' },
    next: {
      zh: '请转入地车管所核对车辆识别代号后重新发起。',
      en: 'The office of arrival should check the VIN and ask again.',
    },
  },
  FILE_DIFFERS: {
    message: {
      zh: '请求与登记档案不一致({field})。',
      en: 'The request differs from the registration ({field}).',
    },
    next: {
      zh: '由民警核对后转出,或者不予转出并写明理由。',
      en: 'An officer compares them and sends the file, or refuses it with the reason.',
    },
  },
  FILE_CASE_RUNNING: {
    message: {
      zh: '该车在本所还有在办业务(流水号{no})。',
      en: 'Cases about this vehicle are still running here (no. {no}).',
    },
    next: {
      zh: '请先办结或者撤回,民警确认后转出。',
      en: 'Please finish or withdraw them; an officer then sends the file.',
    },
  },
  FILE_INCOMPLETE: {
    message: {
      zh: '转入地反馈档案不完整:{reason}。',
      en: 'The office of arrival says that the file is not whole: {reason}.',
    },
    next: {
      zh: '核对补齐后重新转出,两个工作日内。',
      en: 'Please mend it and send it again within two working days.',
    },
  },
  FILE_TWO_PLACES: {
    message: {
      zh: '该车的档案已由{place}在先请求。',
      en: '{place} has asked for the file of this vehicle before.',
    },
    next: {
      zh: '不再转往那里的,请先在那里撤回申请。',
      en: 'If the vehicle is not moving there, please withdraw there first.',
    },
  },
  UNKNOWN_REQUEST: {
    message: { zh: '没有这次档案请求。', en: 'There is no such request for a file.' },
    next: { zh: '请先经全国登记系统请求。', en: 'Please ask through the national register first.' },
  },
  FILE_STATE: {
    message: { zh: '这项请求不在待审核。', en: 'This request does not wait for a review.' },
    next: { zh: '请刷新后看最新状态。', en: 'Please look at its present state.' },
  },
  FILE_BARRED: {
    message: {
      zh: '还有依法不能转出的情形,不能直接转出。',
      en: 'The law still stands against sending this file.',
    },
    next: {
      zh: '消除后按“重新核查”,或者不予转出并写明理由。',
      en: 'Look again once it is settled, or refuse with the reason.',
    },
  },
}
