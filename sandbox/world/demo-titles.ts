import { addMonths } from '#domain/calendar.ts'
import { makeResidentId } from '#domain/rules/generate.ts'
import type { Person } from './shapes.ts'

/** Named persons who change, move, sell, charge or lose a registered car: key, name, sex, birth, mobile, address, story. */
export const TITLE_ROWS = [
  ['gao-lei', '高磊', 'M', '1987-03-14', 51, '山东省青岛市市南区江西路92号', '与林雪结婚六年,共有一辆车:夫妻共有变更'],
  ['lin-xue', '林雪', 'F', '1989-11-02', 52, '山东省青岛市市南区江西路92号', '高磊的配偶:在自己的账号里确认'],
  ['fan-qiang', '范强', 'M', '1983-07-07', 53, '山东省青岛市李沧区黑龙江中路30号', '网约车,运输证已注销:变更使用性质'],
  ['ma-chao', '马超', 'M', '1991-05-05', 54, '山东省青岛市城阳区文阳路11号', '从济南搬来,车还是鲁A:机动车转籍'],
  ['shi-yun', '石云', 'F', '1995-02-20', 55, '山东省青岛市市北区台东一路8号', '买了董浩的车,有二手车发票:转让登记'],
  ['dong-hao', '董浩', 'M', '1978-08-18', 56, '山东省青岛市黄岛区香江路60号', '把车卖给石云:在自己的账号里确认'],
  [
    'hu-bin',
    '胡斌',
    'M',
    '1985-12-01',
    57,
    '山东省青岛市即墨区烟青路5号',
    '用车贷款,银行已上传合同:抵押登记、质押备案',
  ],
  ['xie-fang', '谢芳', 'F', '1980-06-30', 58, '山东省青岛市胶州市广州路21号', '车在火灾中烧毁:灭失注销'],
  ['peng-yu', '彭宇', 'M', '1990-09-28', 59, '山东省青岛市平度市青岛路66号', '车满六年,已检验合格:领检验标志'],
  [
    'yu-hong',
    '于红',
    'F',
    '1976-04-04',
    60,
    '山东省青岛市崂山区香港东路7号',
    '身份证号码更正过,车辆登记还是原号码:变更备案',
  ],
] as const

export type TitleKey = (typeof TITLE_ROWS)[number][0]

/** Under which 于红's car was registered: her number before it was corrected. */
export const FORMER_NUMBER = '370202197604040043'
/** 高磊 and 林雪 have been married for so many months. */
const MARRIED_MONTHS = 75

/** What is special about these persons; everybody else stays as they are. */
export function titleStory(key: string, today: string): Partial<Person> {
  const spouse = { 'gao-lei': 'lin-xue', 'lin-xue': 'gao-lei' }[key]
  if (spouse)
    return {
      marriage: {
        spouse: numberOf(spouse),
        certificateNo: 'J370202-2020-001783',
        since: addMonths(today, -MARRIED_MONTHS),
      },
    }
  return key === 'yu-hong' ? { formerNumbers: [FORMER_NUMBER] } : {}
}

function numberOf(key: string): string {
  const row = TITLE_ROWS.find(([name]) => name === key)
  if (!row) throw new RangeError(`no demo person ${key}`)
  // The same order as demo-people.ts gives: 11 for men, 12 for women.
  return makeResidentId({ province: '37', birth: row[3], sequence: row[2] === 'M' ? 11 : 12 })
}
