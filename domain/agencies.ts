import { CHECKS } from './checks/check.ts'
import { t, type Text } from './text.ts'

/** What people call the outside systems, by the code under which a case waits for one (a check's agency, or a connector's name). */
const AGENCIES: Readonly<Record<string, Text>> = {
  'police-identity': t('公安人口信息', 'the police identity service'),
  'traffic-driver': t('全国驾驶人信息', 'the national driver register'),
  'traffic-vehicle': t('全国机动车登记信息', 'the national vehicle register'),
  'traffic-violation': t('交通违法信息', 'the violations register'),
  'traffic-exam': t('驾驶人考试系统', 'the driving test system'),
  'police-crime': t('公安违法犯罪记录', 'the police records'),
  'health-exam': t('体检机构', 'the medical service'),
  'ability-test': t('三力测试机构', 'the ability test service'),
  'court-seizure': t('法院查控信息', 'the court'),
  'tax-invoice': t('税务发票信息', 'the tax invoice service'),
  'tax-purchase': t('税务购置税信息', 'the purchase tax service'),
  'tax-vessel': t('税务车船税信息', 'the vessel tax service'),
  'miit-certificate': t('工信合格证信息', "the makers' certificate service"),
  'insurer-ctp': t('保险信息平台', 'the insurance platform'),
  'maker-preinspection': t('生产企业出厂查验信息', "the maker's pre-inspection service"),
  'bank-mortgage': t('金融机构抵押信息', "the lenders' mortgage service"),
  'civil-marriage': t('民政婚姻登记信息', 'the register of marriages'),
  'transport-permit': t('交通运输部门', 'the transport authority'),
  'inspection-station': t('机动车检验机构', 'the inspection stations'),
  'market-registry': t('市场监管部门', 'the market regulator'),
  'env-emission': t('环保信息平台', 'the emissions service'),
  registry: t('全国机动车驾驶人登记系统', 'the national register'),
  identity: t('公安人口信息', 'the police identity service'),
  tax: t('税务部门', 'the tax office'),
  insurance: t('保险信息平台', 'the insurance platform'),
  makers: t('机动车生产企业', 'the car makers'),
  environment: t('生态环境部门', 'the environment office'),
  court: t('法院', 'the court'),
  bank: t('金融机构', 'the lenders'),
  civil: t('民政部门', 'civil affairs'),
  transport: t('交通运输部门', 'the transport authority'),
  stations: t('机动车检验机构', 'the inspection stations'),
  market: t('市场监管部门', 'the market regulator'),
  medical: t('体检机构', 'the medical service'),
  pay: t('财政支付平台', 'the payment platform'),
  post: t('邮政 EMS', 'EMS'),
  sms: t('短信平台', 'the text message gateway'),
}

/** The name for a sentence, by code, by a check's label, or by the Chinese name itself; a code nobody has named is not shown to people. */
export function agencyName(code: string): Text {
  const check = Object.values(CHECKS).find(({ label }) => label.zh === code)
  const key = check?.agency ?? code
  const known = Object.hasOwn(AGENCIES, key) ? AGENCIES[key] : Object.values(AGENCIES).find((name) => name.zh === key)
  if (known) return known
  return t(/\p{Script=Han}/u.test(code) ? code : '相关部门', 'the department concerned')
}
