import { choice } from '../parts.ts'
import { preselection } from '../preselection.ts'

/** Voluntary exchange for green plates: the first letter follows how the register says the car is driven. */
export const platePreselectNevExchange = preselection({
  code: 'plate-preselect-nev-exchange',
  rank: 330,
  name: { zh: '新能源汽车换发号牌预选号牌', en: 'Pre-select a green plate for a new-energy car' },
  summary: {
    zh: '已上蓝牌的新能源车自愿换绿牌:先选好绿牌号码,再预约换牌。',
    en: 'A new-energy car with blue plates may change to green ones: choose the number first, then book the change.',
  },
  keywords: ['换绿牌', '新能源换牌', '绿牌选号'],
  car: 'own',
  checks: ['identity', 'vehicle-owner', 'registered-here', 'for-green-plates'],
  form: {
    code: 'plate',
    title: { zh: '号牌种类', en: 'Kind of plate' },
    fields: [
      choice(
        'plateType',
        { zh: '号牌种类', en: 'Kind of plate' },
        [['52', '小型新能源汽车(绿牌)', 'Small new-energy car (green)']],
        { zh: '确定号池', en: 'to know the pool' },
      ),
    ],
  },
  refusals: ['NOT_OWNER', 'VEHICLE_ELSEWHERE', 'VEHICLE_KIND'],
})
