import type { RefusalText } from './text.ts'

const look = { zh: '请改正这一行后重新上传。', en: 'Please mend this line and upload again.' }
const m = (zh: string, en: string, next = look): RefusalText => ({ message: { zh, en }, next })

/** What can be wrong with a maker's own inspections. */
export const makersRefusals: Readonly<Record<string, RefusalText>> = {
  MAKER_NOT_ADMITTED: m('该单位不是已备案的生产企业。', 'This unit is not an admitted maker.', {
    zh: '请先向省级车管部门备案;未备案企业的新车到现场查验。',
    en: 'Please apply to the province first; until then its new cars are inspected on site.',
  }),
  PRE_HEAD: m('文件第一行缺少规定的列名。', 'The first line of the file lacks a column that is needed.', {
    zh: '请使用页面上给出的表头。',
    en: 'Please use the head shown on the page.',
  }),
  PRE_EMPTY: m('文件里没有数据。', 'The file has no data.', {
    zh: '请核对文件后重新上传。',
    en: 'Please check the file and upload again.',
  }),
  PRE_TOO_MANY: m('一个文件最多 10000 行。', 'A file has 10,000 lines at most.', {
    zh: '请分成几个文件上传。',
    en: 'Please upload several files.',
  }),
  PRE_TEXT: m('文件不是 UTF-8 文本。', 'The file is not UTF-8 text.', {
    zh: '请另存为“CSV UTF-8(逗号分隔)”后再上传。',
    en: 'Please save it as “CSV UTF-8 (comma delimited)” and upload again.',
  }),
  PRE_VIN: m('车辆识别代号不正确。', 'The VIN is not right.'),
  PRE_OTHER_MAKER: m('车辆识别代号不属于本企业。', 'The VIN is not one of this maker’s.'),
  PRE_MODEL: m('车辆型号为空或过长。', 'The model is missing or too long.'),
  PRE_ENGINE: m(
    '发动机(电机)号应为 4 到 30 位字母、数字或横线。',
    'The engine number has 4 to 30 letters, digits or hyphens.',
  ),
  PRE_COLOUR: m('车身颜色应为 A 到 J 的代码。', 'The colour is a letter from A to J.'),
  PRE_POWER: m('动力种类不在规定的范围内。', 'The kind of power is none of those allowed.'),
  PRE_SEATS: m('核定载客应为 1 到 9。', 'Seats are from 1 to 9.'),
  PRE_TIME: m('查验时间格式不对或晚于现在。', 'The time of inspection is malformed or in the future.'),
  PRE_INSPECTOR: m('查验员姓名为空或过长。', 'The inspector’s name is missing or too long.'),
  PRE_TWICE: m(
    '同一车辆识别代号在文件里出现两次,内容不同。',
    'The same VIN stands twice in the file with different contents.',
  ),
  PRE_CERTIFICATE: m(
    '合格证信息中没有这辆车,或型号、发动机号不一致。',
    'The certificates of conformity do not have this car, or with another model or engine number.',
    {
      zh: '请先核对合格证上传信息。',
      en: 'Please check the certificate that was uploaded.',
    },
  ),
  PRE_REGISTERED: m('该车已登记,记录不能再改。', 'The car is registered; its record cannot be changed any more.', {
    zh: '不用再上传。',
    en: 'Nothing needs to be uploaded.',
  }),
}
