import { preselection } from '../preselection.ts'

/** Order 164 arts. 18, 27: a car that moves in takes a number of this city. */
export const platePreselectInbound = preselection({
  code: 'plate-preselect-inbound',
  rank: 320,
  name: { zh: '二手车转入号牌预选', en: 'Pre-select a plate number for a car moving in' },
  summary: {
    zh: '外地车转入本市,先选好本市的号码。',
    en: 'For a car that moves in from another city: choose its number here.',
  },
  keywords: ['转入选号', '外地车上牌', '迁入选号'],
  car: 'own',
  checks: ['identity', 'vehicle-owner', 'from-elsewhere'],
  refusals: ['NOT_OWNER', 'RELOCATE_HERE'],
})
