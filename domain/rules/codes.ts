import { fields } from '#domain/rules/input.ts'

/** The name of a 使用性质 code (GA 24.3), one capital letter A–U; exact, as it comes from a register, not from a person. */
export function useType(q: { readonly code: string }): { ok: true; name: string } | { ok: false }
export function useType(q: unknown): { ok: true; name: string } | { ok: false }
export function useType(q: unknown): { ok: true; name: string } | { ok: false } {
  const { code } = fields(q)
  const name = typeof code === 'string' ? USE_TYPES.get(code) : undefined
  return name === undefined ? { ok: false } : { ok: true, name }
}

/**
 * The plate type (号牌种类) of a vehicle type code (GA 24.4) and its power; null where the type carries no plate of
 * these or the code is none. Motorcycles, trailers and low-speed vehicles have no new-energy plate.
 */
export function plateTypeFor(q: { readonly vehicleType: string; readonly newEnergy: boolean }): {
  plateType: string | null
}
export function plateTypeFor(q: unknown): { plateType: string | null }
export function plateTypeFor(q: unknown): { plateType: string | null } {
  const { vehicleType, newEnergy } = fields(q)
  if (typeof vehicleType !== 'string' || !/^[A-Z]\d[0-9A-Z]$/.test(vehicleType)) return { plateType: null }
  const found = PLATE_TYPES.find(([code]) => code.test(vehicleType))
  return { plateType: found === undefined ? null : newEnergy === true ? found[2] : found[1] }
}

/** 使用性质 (GA 24.3). T and U came with ride-hailing in 2016; one circulating list has T wrong. */
export const USE_TYPES: ReadonlyMap<string, string> = new Map([
  ['A', '非营运'],
  ['B', '公路客运'],
  ['C', '公交客运'],
  ['D', '出租客运'],
  ['E', '旅游客运'],
  ['F', '货运'],
  ['G', '租赁'],
  ['H', '警用'],
  ['I', '消防'],
  ['J', '救护'],
  ['K', '工程救险'],
  ['L', '营转非'],
  ['M', '出租转非'],
  ['N', '教练'],
  ['O', '幼儿校车'],
  ['P', '小学生校车'],
  ['Q', '初中生校车'],
  ['R', '危化品运输'],
  ['S', '中小学生校车'],
  ['T', '预约出租客运'],
  ['U', '预约出租转非'],
])

/** 机动车状态 (GA 24.17); several letters may stand together, "GQ". */
export const VEHICLE_STATES: ReadonlyMap<string, string> = new Map([
  ['A', '正常'],
  ['B', '转出'],
  ['C', '被盗抢'],
  ['D', '停驶'],
  ['E', '注销'],
  ['G', '违法未处理'],
  ['H', '海关监管'],
  ['I', '事故未处理'],
  ['J', '嫌疑车'],
  ['K', '查封'],
  ['L', '扣留'],
  ['M', '达到报废标准'],
  ['N', '事故逃逸'],
  ['O', '锁定'],
  ['P', '达到报废标准公告牌证作废'],
  ['Q', '逾期未检验'],
])

/** 车辆类型 (GA 24.4): the types that come to a window; the plate rule above also knows the ones not named here. */
export const VEHICLE_TYPES: ReadonlyMap<string, string> = new Map([
  ['K11', '大型普通客车'],
  ['K16', '大型轿车'],
  ['K18', '大型专用校车'],
  ['K21', '中型普通客车'],
  ['K28', '中型专用校车'],
  ['K31', '小型普通客车'],
  ['K32', '小型越野客车'],
  ['K33', '小型轿车'],
  ['K34', '小型专用客车'],
  ['K38', '小型专用校车'],
  ['K39', '小型面包车'],
  ['K41', '微型普通客车'],
  ['K43', '微型轿车'],
  ['K49', '微型面包车'],
  ['H11', '重型普通货车'],
  ['H21', '中型普通货车'],
  ['H31', '轻型普通货车'],
  ['H41', '微型普通货车'],
  ['H51', '普通低速货车'],
  ['Q11', '重型半挂牵引车'],
  ['B11', '重型普通半挂车'],
  ['M21', '普通二轮摩托车'],
  ['M22', '轻便二轮摩托车'],
  ['M15', '侧三轮摩托车'],
  ['N11', '三轮汽车'],
  ['J11', '轮式装载机械'],
  ['D11', '无轨电车'],
  ['D12', '有轨电车'],
  ['Z11', '大型非载货专项作业车'],
])

/** [vehicle type, plate type, plate type with new energy]. */
const PLATE_TYPES: readonly (readonly [RegExp, string, string])[] = [
  [/^[KH][12]|^[QD]/, '01', '51'],
  [/^[KH][34]/, '02', '52'],
  [/^H5|^N/, '13', '13'],
  // Light motorcycles: three-wheeled M12, two-wheeled M22.
  [/^M[12]2$/, '08', '08'],
  [/^M/, '07', '07'],
  [/^[BG]/, '15', '15'],
]
