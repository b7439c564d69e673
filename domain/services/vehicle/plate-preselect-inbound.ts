import { preselection } from '../preselection.ts'

/** Order 164 arts. 18, 27: a car that moves in takes a number of this city; only after the file has been passed on. */
export const platePreselectInbound = preselection({
  code: 'plate-preselect-inbound',
  rank: 320,
  name: { zh: '二手车转入号牌预选', en: 'Pre-select a plate number for a car moving in' },
  summary: {
    zh: '外地车转入本市,电子档案转到后,先选好本市的号码。',
    en: 'For a car that moves in from another city: once its file has been passed on, choose its number here.',
  },
  keywords: ['转入选号', '外地车上牌', '迁入选号'],
  car: 'own',
  checks: ['identity', 'vehicle-owner', 'from-elsewhere', 'file-passed'],
  refusals: ['NOT_OWNER', 'RELOCATE_HERE', 'FILE_NOT_PASSED'],
})
