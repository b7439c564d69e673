import { makeMobile, makeResidentId } from '#domain/rules/generate.ts'
import { DRIVER_ROWS, type DriverKey } from './demo-drivers.ts'
import { PLATE_ROWS, type PlateKey } from './demo-plates.ts'
import { TITLE_ROWS, type TitleKey } from './demo-titles.ts'

/** Named persons of the demo. Numbers and mobiles never change; dates in their stories are relative to the day. */
export interface DemoPerson {
  readonly key: DemoKey
  readonly name: string
  readonly sex: 'F' | 'M'
  readonly birth: string
  readonly idNumber: string
  readonly mobile: string
  readonly address: string
  readonly story: string
}

export type DemoKey =
  | DriverKey
  | PlateKey
  | TitleKey
  | 'wang-xiuying'
  | 'liu-yang'
  | 'zhao-min'
  | 'sun-lei'
  | 'zhang-wei'
  | 'chen-jing'
  | 'li-jianguo'
  | 'zhou-tao'
  | 'wu-fang'
  | 'zheng-kai'
  | 'huang-li'
  | 'he-ping'
  | 'luo-yan'
  | 'tang-jun'
  | 'xu-na'
  | 'cao-ning'

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person(
    'wang-xiuying',
    '王秀英',
    'F',
    '1968-04-12',
    1,
    '山东省青岛市市南区香港中路10号',
    '有一辆正常的大众车(鲁B12345):补领、换领号牌、行驶证、登记证书',
  ),
  person(
    'liu-yang',
    '刘洋',
    'M',
    '1993-09-03',
    2,
    '山东省青岛市崂山区海尔路61号',
    '新买比亚迪纯电动车,厂家已预查验,税费保险齐全:新车上牌全程网办',
  ),
  person(
    'zhao-min',
    '赵敏',
    'F',
    '1988-12-21',
    3,
    '山东省青岛市李沧区书院路37号',
    '新买丰田车,厂家不预查验:须到查验点',
  ),
  person(
    'sun-lei',
    '孙磊',
    'M',
    '1990-06-15',
    4,
    '山东省青岛市城阳区正阳路202号',
    '新车同时有三个问题:未缴购置税、无交强险、发票姓名不符',
  ),
  person(
    'zhang-wei',
    '张伟',
    'M',
    '1985-02-28',
    5,
    '山东省青岛市市北区辽宁路88号',
    '驾驶证正常:遗失补证、损毁换证;卖掉的车的号码还为他保留',
  ),
  person(
    'chen-jing',
    '陈静',
    'F',
    '1992-07-08',
    6,
    '山东省青岛市市南区宁夏路128号',
    '驾驶证40天后到期,体检合格:期满换证',
  ),
  person(
    'li-jianguo',
    '李建国',
    'M',
    '1946-10-01',
    7,
    '山东省青岛市市北区延安三路15号',
    '高龄驾驶人,驾驶证60天后到期,三力测试合格',
  ),
  person('zhou-tao', '周涛', 'M', '1995-03-17', 8, '山东省青岛市黄岛区长江路5号', '驾驶证一年后到期:未到换证时间'),
  person('wu-fang', '吴芳', 'F', '1983-11-30', 9, '山东省青岛市即墨区鹤山路9号', '车辆在抵押中:登记证书不能补领'),
  person(
    'zheng-kai',
    '郑凯',
    'M',
    '1991-01-19',
    11,
    '山东省青岛市胶州市福州路66号',
    '有未处理违法,驾驶证30天后到期:换证被拒',
  ),
  person('huang-li', '黄丽', 'F', '1989-05-25', 12, '山东省青岛市平度市人民路21号', '驾驶证过期14个月:超期换证'),
  person(
    'he-ping',
    '何平',
    'M',
    '1960-05-20',
    13,
    '山东省青岛市李沧区京口路28号',
    '年过63周岁,持A2驾驶证,体检合格:超龄换证',
  ),
  person('luo-yan', '罗燕', 'F', '1990-10-09', 14, '山东省青岛市崂山区苗岭路19号', '驾驶证由济南核发:转入换证'),
  person(
    'tang-jun',
    '唐军',
    'M',
    '1986-06-06',
    15,
    '山东省青岛市即墨区振华街128号',
    '持B2驾驶证;车辆一个月后满两年:降低准驾车型、申领免检标志',
  ),
  person('xu-na', '许娜', 'F', '1994-04-24', 16, '山东省青岛市城阳区春城路600号', '车贷已结清,银行已上传:解除抵押'),
  person(
    'cao-ning',
    '曹宁',
    'F',
    '1989-09-19',
    17,
    '山东省青岛市市北区敦化路138号',
    '已改名,驾驶证和车辆登记仍是曹柠:信息变化换证、变更备案',
  ),
  ...TITLE_ROWS.map(([key, name, sex, birth, mobile, address, story]) =>
    person(key, name, sex, birth, mobile, address, story),
  ),
  ...PLATE_ROWS.map(([key, name, sex, birth, mobile, address, story]) =>
    person(key, name, sex, birth, mobile, address, story),
  ),
  ...DRIVER_ROWS.map(([key, name, sex, birth, mobile, address, story]) =>
    person(key, name, sex, birth, mobile, address, story),
  ),
]

export function demoPerson(key: DemoKey): DemoPerson {
  const one = DEMO_PEOPLE.find((each) => each.key === key)
  if (!one) throw new RangeError(`no demo person ${key}`)
  return one
}

/** Order 11 or 12: the people made from the seed begin at 100, so that nobody can ever have the same number. */
function person(
  key: DemoKey,
  name: string,
  sex: 'F' | 'M',
  birth: string,
  mobile: number,
  address: string,
  story: string,
): DemoPerson {
  const idNumber = makeResidentId({ province: '37', birth, sequence: sex === 'M' ? 11 : 12 })
  return { key, name, sex, birth, idNumber, mobile: makeMobile(mobile), address, story }
}
