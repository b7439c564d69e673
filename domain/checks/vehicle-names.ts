import type { Text } from '../text.ts'

const t = (zh: string, en: string): Text => ({ zh, en })

/** Checks about changing, moving, transferring, charging and binding a registered vehicle; part of CHECKS. */
export const vehicleChecks = {
  'vehicle-unbarred': {
    label: t('没有被盗抢、查封、注销、达到报废标准', 'Not stolen, seized, cancelled or due for scrapping'),
    agency: 'traffic-vehicle',
  },
  'loss-unbarred': { label: t('没有被盗抢、查封', 'Not stolen or seized'), agency: 'traffic-vehicle' },
  'scrap-year': { label: t('距强制报废一年以上', 'More than a year until scrapping'), agency: 'traffic-vehicle' },
  'not-pledged': { label: t('没有质押备案', 'No pledge'), agency: 'traffic-vehicle' },
  'ride-hailing': { label: t('使用性质为预约出租客运', 'Registered for ride-hailing'), agency: 'traffic-vehicle' },
  'transport-permit': { label: t('网约车运输证已注销', 'Ride-hailing permit cancelled'), agency: 'transport-permit' },
  marriage: { label: t('婚姻登记', 'Marriage'), agency: 'civil-marriage' },
  'relocate-kind': { label: t('车型可以网上转籍', 'A kind that can be moved online'), agency: 'traffic-vehicle' },
  'from-elsewhere': { label: t('在外地登记', 'Registered elsewhere'), agency: 'traffic-vehicle' },
  'file-passed': { label: t('电子档案已转递', 'Electronic file passed on'), agency: 'traffic-vehicle' },
  'registered-here': { label: t('在本市登记', 'Registered in this city'), agency: 'traffic-vehicle' },
  'inspection-or-test': {
    label: t('在检验有效期内,或者已检验合格', 'Inspection in force, or a passed test'),
    agency: 'inspection-station',
  },
  'used-invoice': { label: t('二手车发票', 'Used-car invoice'), agency: 'tax-invoice' },
  'former-owner': {
    label: t('登记在您名下(含原证件)', 'Registered to you, by a former paper too'),
    agency: 'police-identity',
  },
  'mortgage-contract': { label: t('抵押合同', 'Mortgage contract'), agency: 'bank-mortgage' },
  'pledge-act': { label: t('可以办理质押备案或解除', 'Pledge or release possible'), agency: 'traffic-vehicle' },
  'bind-kind': { label: t('非营运小型汽车', 'A non-operating small car'), agency: 'traffic-vehicle' },
  'bind-room': { label: t('备案数量', 'Number of bindings'), agency: 'traffic-vehicle' },
  attachable: { label: t('登记在该单位名下', 'Registered to that unit'), agency: 'market-registry' },
  swappable: {
    label: t('非营运,一年内没有互换过', 'Non-operating, not swapped within a year'),
    agency: 'traffic-vehicle',
  },
  'swap-partner': { label: t('另一辆车可以互换', 'The other car can be swapped with'), agency: 'traffic-vehicle' },
  'for-green-plates': {
    label: t('挂普通号牌的新能源汽车', 'A new-energy car with ordinary plates'),
    agency: 'traffic-vehicle',
  },
  'green-number': { label: t('已预选新能源号牌号码', 'New-energy number pre-selected'), agency: 'traffic-vehicle' },
  'safety-test': { label: t('安全技术检验合格', 'Passed the safety test'), agency: 'inspection-station' },
  'special-before': { label: t('曾在窗口首次申领', 'First one was issued at a counter'), agency: 'traffic-vehicle' },
  'special-cover': { label: t('交强险', 'Compulsory insurance'), agency: 'insurer-ctp' },
} as const

/** Those that read the applicant's answers. */
export const VEHICLE_AFTER_FORM = [
  'marriage',
  'mortgage-contract',
  'pledge-act',
  'special-cover',
  'swap-partner',
] as const
