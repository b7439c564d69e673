/** Cars of the demo: makers as everybody knows them, figures invented. WMI = first three places of the VIN. */
export interface CarModel {
  readonly wmi: string
  readonly maker: string
  readonly brand: string
  readonly model: string
  /** GA 802: K33 small saloon, K31 small passenger car, K43 micro saloon */
  readonly vehicleType: string
  readonly fuel: '汽油' | '柴油' | '纯电动' | '插电式混合动力'
  readonly seats: number
  readonly priceFen: number
  /** this maker's factory inspection is on the network */
  readonly preInspects: boolean
}

const car = (
  wmi: string,
  maker: string,
  brand: string,
  model: string,
  fuel: CarModel['fuel'],
  seats: number,
  yuan: number,
  preInspects: boolean,
): CarModel => ({
  wmi,
  maker,
  brand,
  model,
  fuel,
  seats,
  priceFen: yuan * 100,
  preInspects,
  vehicleType: vehicleTypeOf(model),
})

/** Model names of the announcement: 64xx are passenger cars of the estate kind (SUV and the like). */
const vehicleTypeOf = (model: string): string =>
  model.includes('MINIEV') ? 'K43' : /\D64\d\d/.test(model) ? 'K31' : 'K33'

export const MODELS: readonly CarModel[] = [
  car('LSV', '上汽大众汽车有限公司', '大众', 'SVW7156朗逸', '汽油', 5, 118_900, true),
  car('LFV', '一汽-大众汽车有限公司', '大众', 'FV7148速腾', '汽油', 5, 139_900, true),
  car('LGX', '比亚迪汽车有限公司', '比亚迪', 'BYD7152秦PLUS', '插电式混合动力', 5, 119_800, true),
  car('LC0', '比亚迪汽车工业有限公司', '比亚迪', 'BYD7006元PLUS', '纯电动', 5, 139_800, true),
  car('LB3', '浙江吉利汽车有限公司', '吉利', 'JL7152帝豪', '汽油', 5, 79_900, true),
  car('L6T', '浙江吉利汽车有限公司', '吉利', 'JL7001银河E5', '纯电动', 5, 119_800, true),
  car('LFM', '一汽丰田汽车有限公司', '丰田', 'TV7121卡罗拉', '汽油', 5, 116_800, false),
  car('LVG', '广汽丰田汽车有限公司', '丰田', 'GTM7201凯美瑞', '汽油', 5, 171_800, false),
  car('LHG', '广汽本田汽车有限公司', '本田', 'HG7154雅阁', '汽油', 5, 169_800, false),
  car('LSG', '上汽通用汽车有限公司', '别克', 'SGM7154英朗', '汽油', 5, 99_900, false),
  car('LZW', '上汽通用五菱汽车股份有限公司', '五菱', 'LZW7004宏光MINIEV', '纯电动', 4, 44_800, true),
  car('LS5', '重庆长安汽车股份有限公司', '长安', 'SC6469CS75', '汽油', 5, 121_900, true),
  car('LGW', '长城汽车股份有限公司', '哈弗', 'CC6470H6', '汽油', 5, 115_900, true),
  car('LVV', '奇瑞汽车股份有限公司', '奇瑞', 'SQR6451瑞虎8', '汽油', 7, 119_900, true),
  car('LRW', '特斯拉(上海)有限公司', '特斯拉', 'TSL6480Model Y', '纯电动', 5, 249_900, true),
  car('LW4', '重庆理想汽车有限公司', '理想', 'LXA6500L7', '插电式混合动力', 5, 301_800, true),
]

export const COLOURS = ['白', '黑', '灰', '银', '蓝', '红', '绿'] as const
export const INSURERS = [
  '中国人民财产保险股份有限公司',
  '中国平安财产保险股份有限公司',
  '中国太平洋财产保险股份有限公司',
  '中国人寿财产保险股份有限公司',
] as const
export const HOSPITALS = ['青岛市市立医院', '青岛大学附属医院', '青岛市中心医院', '青岛市黄岛区人民医院'] as const

export const isNewEnergy = (fuel: string): boolean => fuel === '纯电动' || fuel === '插电式混合动力'
