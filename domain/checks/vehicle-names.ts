import { named } from './name.ts'

/** Checks about changing, moving, transferring, charging and binding a registered vehicle; part of CHECKS. */
export const vehicleChecks = {
  'vehicle-unbarred': named(
    'traffic-vehicle',
    '没有被盗抢、查封、注销、达到报废标准',
    'Not stolen, seized, cancelled or due for scrapping',
  ),
  'loss-unbarred': named('traffic-vehicle', '没有被盗抢、查封', 'Not stolen or seized'),
  'scrap-year': named('traffic-vehicle', '距强制报废一年以上', 'More than a year until scrapping'),
  'not-pledged': named('traffic-vehicle', '没有质押备案', 'No pledge'),
  'ride-hailing': named('traffic-vehicle', '使用性质为预约出租客运', 'Registered for ride-hailing'),
  'transport-permit': named('transport-permit', '网约车运输证已注销', 'Ride-hailing permit cancelled'),
  marriage: named('civil-marriage', '婚姻登记', 'Marriage'),
  'relocate-kind': named('traffic-vehicle', '车型可以网上转籍', 'A kind that can be moved online'),
  'from-elsewhere': named('traffic-vehicle', '在外地登记', 'Registered elsewhere'),
  'file-passed': named('traffic-vehicle', '电子档案已转递', 'Electronic file passed on'),
  'registered-here': named('traffic-vehicle', '在本市登记', 'Registered in this city'),
  'inspection-or-test': named(
    'inspection-station',
    '在检验有效期内,或者已检验合格',
    'Inspection in force, or a passed test',
  ),
  'used-invoice': named('tax-invoice', '二手车发票', 'Used-car invoice'),
  'former-owner': named('police-identity', '登记在您名下(含原证件)', 'Registered to you, by a former paper too'),
  'mortgage-contract': named('bank-mortgage', '抵押合同', 'Mortgage contract'),
  'pledge-act': named('traffic-vehicle', '可以办理质押备案或解除', 'Pledge or release possible'),
  'bind-kind': named('traffic-vehicle', '非营运小型汽车', 'A non-operating small car'),
  'bind-room': named('traffic-vehicle', '备案数量', 'Number of bindings'),
  attachable: named('market-registry', '登记在该单位名下', 'Registered to that unit'),
  swappable: named('traffic-vehicle', '非营运,一年内没有互换过', 'Non-operating, not swapped within a year'),
  'swap-partner': named('traffic-vehicle', '另一辆车可以互换', 'The other car can be swapped with'),
  'for-green-plates': named('traffic-vehicle', '挂普通号牌的新能源汽车', 'A new-energy car with ordinary plates'),
  'green-number': named('traffic-vehicle', '已预选新能源号牌号码', 'New-energy number pre-selected'),
  'safety-test': named('inspection-station', '安全技术检验合格', 'Passed the safety test'),
  'special-before': named('traffic-vehicle', '曾在窗口首次申领', 'First one was issued at a counter'),
  'special-cover': named('insurer-ctp', '交强险', 'Compulsory insurance'),
} as const

/** Those that read the applicant's answers. */
export const VEHICLE_AFTER_FORM = [
  'marriage',
  'mortgage-contract',
  'pledge-act',
  'special-cover',
  'swap-partner',
] as const
