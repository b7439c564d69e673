/** First two digits of a region code (GB/T 2260). */
const PROVINCES: Readonly<Record<string, string>> = {
  11: '北京市',
  12: '天津市',
  13: '河北省',
  14: '山西省',
  15: '内蒙古自治区',
  21: '辽宁省',
  22: '吉林省',
  23: '黑龙江省',
  31: '上海市',
  32: '江苏省',
  33: '浙江省',
  34: '安徽省',
  35: '福建省',
  36: '江西省',
  37: '山东省',
  41: '河南省',
  42: '湖北省',
  43: '湖南省',
  44: '广东省',
  45: '广西壮族自治区',
  46: '海南省',
  50: '重庆市',
  51: '四川省',
  52: '贵州省',
  53: '云南省',
  54: '西藏自治区',
  61: '陕西省',
  62: '甘肃省',
  63: '青海省',
  64: '宁夏回族自治区',
  65: '新疆维吾尔自治区',
  71: '台湾省',
  81: '香港特别行政区',
  82: '澳门特别行政区',
}

/** The city's own counties. */
const COUNTIES: Readonly<Record<string, string>> = {
  370202: '青岛市市南区',
  370203: '青岛市市北区',
  370211: '青岛市黄岛区',
  370212: '青岛市崂山区',
  370213: '青岛市李沧区',
  370214: '青岛市城阳区',
  370215: '青岛市即墨区',
  370281: '青岛市胶州市',
  370283: '青岛市平度市',
  370285: '青岛市莱西市',
}

/** A region in words for a label. Counties of other cities stay as their code beside the province, by which EMS sorts too. */
export const regionWords = (code: string): string => `${PROVINCES[code.slice(0, 2)] ?? ''}${COUNTIES[code] ?? code}`
