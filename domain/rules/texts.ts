/**
 * What a person is told for every `why` (and `warn`) code of the rules: what is the matter, and what to do next.
 * Plain words, 您, no blame. Kept apart from the rules so that a city may reword without touching a rule.
 */
export type RuleText = { readonly messageZh: string; readonly nextStepZh: string; readonly messageEn: string }

/** The text of a code; undefined for a code no rule gives. */
export const ruleText = (why: string): RuleText | undefined => TEXTS.get(why)

/** All codes that have a text. */
export const ruleTextCodes = (): string[] => [...TEXTS.keys()]

const text = (messageZh: string, nextStepZh: string, messageEn: string): RuleText => ({
  messageZh,
  nextStepZh,
  messageEn,
})

const PLATES: Readonly<Record<string, RuleText>> = {
  PLATE_TYPE_UNKNOWN: text(
    '没有这种号牌种类。',
    '请在列表中选择号牌种类，可对照行驶证或号牌颜色。',
    'There is no such plate type.',
  ),
  PLATE_LENGTH: text(
    '号牌号码的位数不对。',
    '普通号牌连省份简称共7位，新能源号牌共8位，请对照行驶证补全。',
    'The plate number does not have the right number of characters.',
  ),
  PLATE_PROVINCE: text(
    '号牌第一位应是省份简称，例如“鲁”“皖”“浙”。',
    '请从省份列表中选择。',
    'A plate begins with the mark of a province.',
  ),
  PLATE_OFFICE_LETTER: text(
    '号牌第二位应是发牌机关代号，不使用字母I、O。',
    '请对照行驶证核对第二位字母，例如青岛是鲁B、鲁U。',
    'The second place is the office letter; I and O are not used.',
  ),
  PLATE_LETTER_IO: text(
    '号牌序号里没有字母I和O。',
    '请看看是不是数字1或0。',
    'The letters I and O are not used on plates.',
  ),
  PLATE_PATTERN: text(
    '号码与所选的号牌种类对不上。',
    '请核对号牌种类；挂车、教练车、警车的末位是“挂”“学”“警”，新能源号牌有一位能源类型字母。',
    'The number does not fit the chosen plate type.',
  ),
  PLATE_ALL_ZERO: text('号牌序号不会全是0。', '请对照行驶证重新填写。', 'A serial of zeros only is not issued.'),
  PLATE_TOO_MANY_LETTERS: text(
    '号牌序号中的字母最多两个。',
    '请对照行驶证核对，或改选其他号码。',
    'A serial has at most two letters.',
  ),
}

const NUMBERS: Readonly<Record<string, RuleText>> = {
  ID_FORMAT: text(
    '居民身份证号码应是18位，末位可以是X。',
    '请对照身份证重新填写；第一代15位号码请先换领身份证。',
    'A resident identity number has 18 characters; the last may be X.',
  ),
  ID_REGION: text(
    '身份证号码前两位不是已有的省份代码。',
    '请对照身份证核对前六位。',
    'The first two digits are not the code of a province.',
  ),
  ID_BIRTH: text(
    '身份证号码中的出生日期不存在。',
    '请对照身份证核对第7至14位。',
    'The date of birth in the number does not exist.',
  ),
  ID_BIRTH_FUTURE: text(
    '身份证号码中的出生日期晚于今天。',
    '请对照身份证核对第7至14位。',
    'The date of birth in the number is in the future.',
  ),
  ID_CHECK: text(
    '身份证号码没有通过校验，可能有一位输错了。',
    '请对照身份证逐位核对，也可以拍照自动识别。',
    'The number fails its check; one character is probably mistyped.',
  ),
  VIN_LENGTH: text(
    '车辆识别代号应是17位字母和数字。',
    '请对照合格证、行驶证或前挡风玻璃左下角的代号填写。',
    'A VIN has 17 letters and digits.',
  ),
  VIN_LETTER_IOQ: text(
    '车辆识别代号里没有字母I、O、Q。',
    '请看看是不是数字1或0。',
    'The letters I, O and Q are not used in a VIN.',
  ),
  VIN_NOT_DOMESTIC: text(
    '国产车的车辆识别代号以L开头。',
    '进口车请选择“进口机动车”；国产车请核对第一位。',
    'The VIN of a vehicle built for China begins with L.',
  ),
  VIN_POS9: text(
    '车辆识别代号第9位应是数字或X。',
    '请对照合格证或行驶证核对第9位。',
    'Place 9 of the VIN is a digit or X.',
  ),
  VIN_YEAR: text(
    '车辆识别代号第10位是年份，不使用字母U、Z和数字0。',
    '请对照合格证或行驶证核对第10位。',
    'Place 10 of the VIN, the model year, is never U, Z or 0.',
  ),
  VIN_CHECK: text(
    '车辆识别代号没有通过校验，可能有一位输错了。',
    '请对照合格证或行驶证逐位核对，也可以拍照自动识别。',
    'The VIN fails its check; one character is probably mistyped.',
  ),
  USCC_LENGTH: text(
    '统一社会信用代码应是18位。',
    '请对照营业执照填写。',
    'A unified social credit code has 18 characters.',
  ),
  USCC_CHARS: text(
    '统一社会信用代码里没有字母I、O、S、V、Z。',
    '请看看是不是数字1、0、5、2，并对照营业执照核对。',
    'The letters I, O, S, V and Z are not used in this code.',
  ),
  USCC_REGION: text(
    '统一社会信用代码第3至8位应是数字。',
    '请对照营业执照核对。',
    'Places 3 to 8 of the code are digits.',
  ),
  USCC_CHECK: text(
    '统一社会信用代码没有通过校验，可能有一位输错了。',
    '请对照营业执照核对；确认无误的可以继续，由登记机关信息核查结果为准。',
    'The code fails its check. If it is as on the business licence, go on: the registry decides.',
  ),
  MOBILE_FORMAT: text(
    '手机号码应是11位数字。',
    '请填写中国内地手机号码；使用其他地区号码的，请到窗口办理。',
    'A mobile number has 11 digits. For numbers of other regions please come to a window.',
  ),
  MOBILE_SEGMENT: text(
    '这个号段不是手机号码。',
    '请核对前三位，例如138、186、199；固定电话不能接收短信。',
    'This is not the beginning of a mobile number.',
  ),
  FILE_NO_FORMAT: text(
    '驾驶证档案编号应是12位数字。',
    '请对照驾驶证副页上的档案编号填写。',
    'A file number has 12 digits.',
  ),
  FILE_NO_REGION: text(
    '档案编号前两位不是已有的省份代码。',
    '请对照驾驶证副页核对前四位。',
    'The first two digits are not the code of a province.',
  ),
  FILE_NO_SERIAL: text(
    '档案编号后八位不会全是0。',
    '请对照驾驶证副页核对。',
    'The last eight digits are not all zero.',
  ),
}

const CLASSES: Readonly<Record<string, RuleText>> = {
  CLASS_EMPTY: text('还没有填写准驾车型。', '请选择或填写准驾车型，例如C1。', 'No licence class is given.'),
  CLASS_UNKNOWN: text(
    '没有这种准驾车型。',
    '请在列表中选择准驾车型，例如C1、C2、A2、D。',
    'There is no such licence class.',
  ),
  CLASS_REPEATED: text('同一准驾车型写了两次。', '请保留一个。', 'A licence class is given twice.'),
  CLASS_REDUNDANT: text(
    '其中一个准驾车型已经包含在另一个里面。',
    '只需填写驾驶证上印的准驾车型，例如C1已包含C2、C3、C4。',
    'One of the classes is already covered by another.',
  ),
  CLASS_NOT_INITIAL: text(
    '初次申领驾驶证不能直接申请这个准驾车型。',
    '可以先申请小型汽车等车型，符合年限后再申请增加。',
    'This class cannot be the first one; it is added to a licence.',
  ),
  AGE_TOO_LOW: text(
    '您还没有达到申请该准驾车型的年龄。',
    '年满规定年龄后就可以申请，也可以先申请其他准驾车型。',
    'You have not reached the age for this class yet.',
  ),
  AGE_TOO_HIGH: text(
    '您的年龄超过了申请该准驾车型的上限。',
    '可以申请其他准驾车型，例如小型汽车。',
    'The upper age for applying for this class has passed; other classes are open to you.',
  ),
  ABILITY_TEST_NEEDED: text(
    '70周岁以上申请，需通过记忆力、判断力、反应力测试。',
    '请到体检机构测试，结果会自动上传，之后即可申请。',
    'From the age of 70 a test of memory, judgement and reaction is needed first.',
  ),
  AT_UPPER_AGE_LIMIT: text(
    '您正好到了该准驾车型的年龄上限，需由民警审核确认。',
    '可以继续提交；也可以改申请小型汽车等车型。',
    'You are just at the upper age limit; an officer will decide.',
  ),
}

const POINTS: Readonly<Record<string, RuleText>> = {
  POINTS_FULL: text(
    '您在本记分周期已记满12分。',
    '请先参加满分学习和考试。',
    'You have 12 points in this cycle. Please take the full-points course and exam first.',
  ),
  POINTS_NONE: text('您当前没有可减的记分。', '不用办理，请继续保持。', 'You have no points that could be reduced.'),
  REDUCE_CAP_6: text(
    '本记分周期已减满6分。',
    '下一个周期可以再申请。',
    'Six points have been reduced in this cycle, the most allowed.',
  ),
  POINTS_12_OTHER_VEHICLE: text(
    '您已记满12分，不能再处理其他机动车的违法。',
    '请先参加满分学习和考试。',
    'With 12 points no act of another vehicle can be settled. Please take the course and exam first.',
  ),
  POINTS_WOULD_REACH_12_ONLINE: text(
    '处理这起违法后将记满12分，不能网上处理。',
    '请到窗口处理并参加满分学习，可在线预约窗口。',
    'This act would bring you to 12 points and cannot be settled online; please come to a window.',
  ),
}

const EXAMS: Readonly<Record<string, RuleText>> = {
  NO_LEARNER_PERMIT: text(
    '还没有查到您的学习驾驶证明。',
    '科目一考试合格后一日内核发，收到后即可预约科目二、科目三。',
    'There is no learner’s permit yet; it is issued after subject 1 is passed.',
  ),
  PERMIT_EXPIRED: text(
    '考试日期已过学习驾驶证明的有效期。',
    '请改选有效期内的日期；已过期的，需重新申请考试。',
    'The date is after the end of the learner’s permit.',
  ),
  TOO_SOON_AFTER_PERMIT: text(
    '取得学习驾驶证明后还没有满规定天数。',
    '请改选更晚的日期，到时会提醒您。',
    'The waiting days after the learner’s permit are not over yet.',
  ),
  FIVE_ATTEMPTS_USED: text(
    '该科目的五次预约机会已用完。',
    '已合格的其他科目成绩作废，需重新申请考试；可以咨询窗口。',
    'The five bookings for this subject are used up.',
  ),
  TEN_DAYS_AFTER_FAIL: text(
    '考试不合格后须隔10日再预约。',
    '请改选更晚的日期，到时会提醒您。',
    'Ten days must pass after a failed exam.',
  ),
  ALREADY_PASSED: text('您已通过该科目考试。', '请预约下一个科目。', 'You have already passed this subject.'),
  INPUT_INVALID: text(
    '填写的内容不完整或格式不对。',
    '请检查日期和数字后再试；仍有问题可咨询窗口。',
    'Something is missing or not in the right form.',
  ),
}

/** A Map, not an object: the code may come from an address and must not find what every object inherits. */
const TEXTS: ReadonlyMap<string, RuleText> = new Map(
  [PLATES, NUMBERS, CLASSES, POINTS, EXAMS].flatMap((part) => Object.entries(part)),
)
