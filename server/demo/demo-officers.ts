import type { OfficerRole } from '#domain/policy.ts'
import type { Text } from '#domain/text.ts'

export interface DemoOfficer {
  id: string
  office: number
  name: string
  roles: readonly OfficerRole[]
  /** Base32; printed on the start page of a demo and in the README, never used outside it. */
  totpSecret: string
  what: Text
}

export const DEMO_PASSWORD = 'yunchuang-demo'

/** The people behind the demo's desks. */
export const DEMO_OFFICERS: readonly DemoOfficer[] = [
  {
    id: '3702000213',
    office: 370200,
    name: '周明',
    roles: ['reviewer'],
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    what: { zh: '审核民警', en: 'reviewer' },
  },
  {
    id: '3702000305',
    office: 370200,
    name: '林岚',
    roles: ['reviewer', 'second-reviewer'],
    totpSecret: 'KRSXG5CTMVRXEZLUKN2XAZLSKRSXG5CT',
    what: { zh: '复核民警(也可审核)', en: 'second reviewer (also reviewer)' },
  },
  {
    id: '3702000417',
    office: 370200,
    name: '何建',
    roles: ['producer'],
    totpSecret: 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK',
    what: { zh: '制证寄递', en: 'production and post' },
  },
  {
    id: '3702000108',
    office: 370200,
    name: '宋清',
    roles: ['supervisor'],
    totpSecret: 'NBSWY3DPFQQHO33SNBSWY3DPFQQHO33S',
    what: { zh: '值班领导', en: 'supervisor' },
  },
  {
    id: '3702000909',
    office: 370200,
    name: '陆平',
    roles: ['auditor'],
    totpSecret: 'ONSWG4TFOQWXGZLDOJSXILLTMVRXEZLU',
    what: { zh: '审计', en: 'auditor' },
  },
  {
    id: '3702110021',
    office: 370211,
    name: '于海',
    roles: ['reviewer', 'second-reviewer', 'producer'],
    totpSecret: 'OBQXG43XN5ZGILLPOZSXELLPMZTGSY3F',
    what: { zh: '黄岛分所民警', en: 'reviewer, Huangdao branch' },
  },
]

/** Who they are as citizens; well-formed and given to nobody. */
export const DEMO_OFFICER_ID_NUMBERS: Readonly<Record<string, string>> = {
  '3702000213': '370000198103150117',
  '3702000305': '370000198407220129',
  '3702000417': '370000197902110133',
  '3702000108': '370000197309300147',
  '3702000909': '370000197611050150',
  '3702110021': '370000198804180167',
}
