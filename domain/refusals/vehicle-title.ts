import type { RefusalText } from './text.ts'

/** Moving, transferring, charging, testing and binding a registered vehicle. */
export const vehicleTitleRefusals: Readonly<Record<string, RefusalText>> = {
  RELOCATE_HERE: {
    message: { zh: '该车就在本市登记。', en: 'This vehicle is registered in this city.' },
    next: {
      zh: '迁往外地的:小型、微型载客汽车和摩托车请在新住所地的车管所网上申请,档案由本市网上转出,不用到本市办理;货车等其他车型请先到本市窗口验车转出。',
      en: 'To move a small car or motorcycle elsewhere, apply online where you live now; the file goes there by itself. Other vehicles are first shown at a counter of this city.',
    },
  },
  FILE_NOT_PASSED: {
    message: {
      zh: '原登记地还没有把该车的电子档案转到本市。',
      en: 'The office of origin has not passed this vehicle’s electronic file on to this city.',
    },
    next: {
      zh: '请先申请机动车转籍;档案转到后就能选号,转籍办理中也会让您选号。',
      en: 'Apply to move the registration first. Once the file is here you can choose, within that application too.',
    },
  },
  VEHICLE_ELSEWHERE: {
    message: { zh: '该车在外地登记。', en: 'This vehicle is registered elsewhere.' },
    next: {
      zh: '请向登记地车管所申请;搬到本市的,可以先办理转籍;小型、微型载客汽车在本市交易的,转让请到窗口办理。',
      en: 'Please apply where it is registered. If you have moved here, move the registration first; a small car that was traded in this city is transferred at a counter.',
    },
  },
  VEHICLE_UNKNOWN: {
    message: { zh: '没有查到这辆车,或者发动机号不符。', en: 'There is no such vehicle, or the engine number differs.' },
    next: {
      zh: '请对照行驶证核对号牌种类、号牌号码和发动机号后 6 位。',
      en: 'Please compare plate type, plate and the last six of the engine number with the vehicle licence.',
    },
  },
  NOT_PLEDGED: {
    message: { zh: '该车没有质押备案。', en: 'No pledge is recorded on this vehicle.' },
    next: { zh: '不需要办理解除。', en: 'There is nothing to release.' },
  },
  CONTRACT_MISMATCH: {
    message: {
      zh: '抵押权人或者合同编号与金融机构上传的不一致。',
      en: 'The lender or the contract number differs from what the lender uploaded.',
    },
    next: { zh: '请对照抵押合同改正。', en: 'Please correct it as the contract says.' },
  },
  TEST_NONE: {
    message: { zh: '没有查到本次安全技术检验合格的结果。', en: 'We found no passed safety test of this round.' },
    next: {
      zh: '请先到检验机构检验;已检验的,请检验机构补传结果。',
      en: 'Please have it tested; if it was, ask the station to upload the result.',
    },
  },
  BIND_DONE: {
    message: { zh: '该车已经是您的,或者已备案到您名下。', en: 'This vehicle is yours, or bound to you already.' },
    next: { zh: '不需要再办理。', en: 'There is nothing to do.' },
  },
  NOT_OF_UNIT: {
    message: { zh: '该车不是登记在单位名下。', en: 'This vehicle is not registered to a unit.' },
    next: {
      zh: '个人名下的车请办理“备案非本人机动车”。',
      en: 'For a person’s vehicle, bind it as one you do not own.',
    },
  },
  ATTACHED: {
    message: { zh: '该车已由单位关联给其他使用人。', en: 'The unit has attached this vehicle to another user.' },
    next: { zh: '请先由单位解除。', en: 'The unit has to end that first.' },
  },
}
