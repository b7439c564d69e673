import type { LawRef } from './service.ts'
import type { Text } from './text.ts'

/** The regulations that articles are cited from. */
export const LAW: Readonly<Record<string, Text>> = {
  L164: {
    zh: '机动车登记规定(公安部令第164号)',
    en: 'Motor Vehicle Registration Rules (Ministry of Public Security order 164)',
  },
  L162: { zh: '机动车驾驶证申领和使用规定(公安部令第162号)', en: 'Driving Licence Rules (order 162)' },
  L163: { zh: '道路交通安全违法行为记分管理办法(公安部令第163号)', en: 'Points Rules (order 163)' },
  L157: { zh: '道路交通安全违法行为处理程序规定', en: 'Rules of Procedure for Traffic Violations' },
  LRTS: { zh: '道路交通安全法', en: 'Road Traffic Safety Law' },
  LRTSI: { zh: '道路交通安全法实施条例', en: 'Implementing Regulation of the Road Traffic Safety Law' },
  LBUS: { zh: '校车安全管理条例', en: 'School Bus Safety Regulation' },
  LCTP: { zh: '机动车交通事故责任强制保险条例', en: 'Compulsory Traffic Insurance Regulation' },
  LVPT: { zh: '车辆购置税法', en: 'Vehicle Purchase Tax Law' },
  LEGOV: { zh: '国务院关于在线政务服务的若干规定', en: 'State Council Rules on Online Government Services' },
  LLIC: { zh: '行政许可法', en: 'Administrative Licensing Law' },
  LPEN: { zh: '行政处罚法', en: 'Administrative Penalties Law' },
  LPIPL: { zh: '个人信息保护法', en: 'Personal Information Protection Law' },
}

/** "机动车登记规定(公安部令第164号)第52条" */
export function citeLaw(ref: LawRef): Text {
  const title = LAW[ref.source]
  if (!title) throw new Error(`unknown law ${ref.source}`)
  return { zh: `${title.zh}第${ref.article}条`, en: `${title.en}, art. ${ref.article}` }
}
