/** Named persons who choose, exchange or swap numbers: key, name, sex, birth, mobile, address, story. */
export const PLATE_ROWS = [
  [
    'jiang-bo',
    '姜波',
    'M',
    '1984-05-16',
    61,
    '山东省青岛市市南区东海西路41号',
    '名下两辆非营运车,没有违法:号牌号码互换',
  ],
  [
    'qin-yue',
    '秦悦',
    'F',
    '1986-10-26',
    62,
    '山东省青岛市崂山区松岭路99号',
    '纯电动车还挂着蓝牌:预选新能源号牌、预约换牌',
  ],
] as const

export type PlateKey = (typeof PLATE_ROWS)[number][0]
