/**
 * What the checks put into a sentence, in English. Checks and registers name reasons and states in Chinese, as the law and the
 * register word them; an English sentence must not hold Chinese words. What is not here stays as it is: numbers, names, classes.
 */
export const inEnglish = (value: string): string =>
  Object.hasOwn(WORDS, value) || !value.includes('、')
    ? word(value)
    : // Several of them, joined as Chinese joins them.
      value.split('、').map(word).join(', ')

const word = (value: string): string => (Object.hasOwn(WORDS, value) ? (WORDS[value] ?? value) : value)

const WORDS: Readonly<Record<string, string>> = {
  // What an item covers.
  '国产小型、微型载客汽车': 'small domestic passenger cars',
  '个人名下的国产小型、微型载客汽车': 'small domestic passenger cars of a person',
  // What differs between two records of a car.
  号牌号码: 'plate number',
  机动车所有人姓名: 'name of the owner',
  机动车所有人证件号码: 'identity number of the owner',
  购买方: 'buyer',
  销售方: 'seller',
  车辆识别代号: 'VIN',
  二手车发票: 'used-car invoice',
  // States of a licence.
  正常: 'valid',
  逾期未换证: 'expired, not renewed',
  扣留: 'withheld',
  暂扣: 'suspended',
  停止使用: 'use stopped',
  注销: 'cancelled',
  撤销: 'annulled',
  吊销: 'revoked',
  锁定: 'locked',
  没有查到驾驶证: 'no licence found',
  驾驶证: 'a driving licence',
  准驾车型: 'a class',
  // What bars from a licence (order 162 arts. 15, 18, 93).
  '三年内有吸食、注射毒品行为': 'drug use within three years',
  '吸食、注射毒品后驾驶机动车': 'driving under drugs',
  '有社区戒毒、社区康复记录': 'a record of community drug treatment',
  解除强制隔离戒毒未满三年: 'less than three years since compulsory drug treatment',
  服用依赖性精神药品成瘾尚未戒除: 'dependence on a psychotropic drug',
  造成交通事故后逃逸构成犯罪: 'a hit-and-run that was a crime',
  饮酒或者醉酒驾驶发生重大事故构成犯罪: 'a grave accident after drinking that was a crime',
  醉酒驾驶被吊销驾驶证未满五年: 'a licence revoked for drunk driving less than five years ago',
  饮酒后驾驶营运机动车被吊销驾驶证未满五年:
    'a licence revoked for drink-driving a commercial vehicle less than five years ago',
  醉酒驾驶营运机动车被吊销驾驶证未满十年:
    'a licence revoked for drunk driving a commercial vehicle less than ten years ago',
  '追逐竞驶、超员、超速、违规运输危险化学品构成犯罪':
    'racing, overloading, speeding or dangerous goods that were a crime',
  发生重大事故构成犯罪被吊销驾驶证未满十年: 'a licence revoked for a criminal accident less than ten years ago',
  被吊销驾驶证: 'a revoked licence',
  驾驶许可被撤销: 'an annulled licence',
  '以欺骗、贿赂手段取得驾驶证被撤销': 'a licence annulled because it was got by deceit or bribery',
  无证驾驶发生事故致人重伤或者死亡: 'driving without a licence in an accident with a death or grave injury',
  三年内代替他人参加考试: 'taking a test for somebody else within three years',
  考试舞弊: 'cheating in a test',
  一年内隐瞒情况或者提供虚假材料申领: 'concealed facts or false papers within a year',
  发生死亡事故负同等以上责任: 'a fatal accident with equal or more blame',
  发生致人重伤的事故: 'an accident with a grave injury',
  醉酒后驾驶机动车: 'drunk driving',
  再次饮酒后驾驶机动车: 'drink-driving for the second time',
  驾驶客运车辆超员: 'overloading a passenger vehicle',
  驾驶客运车辆超速: 'speeding in a passenger vehicle',
  // School buses (order 162 art. 87).
  致人死亡或者重伤的事故责任记录: 'blame for an accident with a death or grave injury',
  酒后或者醉酒驾驶记录: 'drink-driving or drunk driving',
  吸毒行为记录: 'drug use',
  犯罪记录: 'a criminal record',
  一年内驾驶客运车辆超员: 'overloading a passenger vehicle within a year',
  一年内驾驶客运车辆超速: 'speeding in a passenger vehicle within a year',
  // Adding a class (order 162 art. 17).
  上一个记分周期记满12分: '12 points in the last points cycle',
  最近两个记分周期内有记满12分: '12 points in one of the last two points cycles',
  最近三个记分周期内有记满12分: '12 points in one of the last three points cycles',
  取得前一准驾车型的年限不够: 'the class before it has not been held long enough',
  // The driving tests (order 162 arts. 39–47).
  没有受理中的考试申请: 'there is no application for the tests',
  '科目一还没有合格,还没有学习驾驶证明': "subject 1 is not passed, so there is no learner's permit yet",
  有已预约还没有考的考试: 'a test is booked and not yet taken',
  只有C1至C6可以变更考试地: 'only C1 to C6 can change the place',
  增驾的请先办理驾驶证转入换证: 'for an added class the licence is transferred first',
  还没有通过任何科目: 'no part is passed yet',
  没有待缴费的考试预约: 'no booking waits for its fee',
  这个科目已经合格: 'this part is passed already',
  '这个科目已经预约,请先取消或者考完': 'this part is booked already; cancel it or take it first',
  '考场不在您的考试地,请先办理变更考试地': 'the test site is not in your place; change the place first',
  须先通过科目二: 'subject 2 comes first',
  须先通过科目三道路驾驶技能: 'the road test comes first',
  '须先通过科目二、科目三道路驾驶技能': 'subject 2 and the road test come first',
  就是现在申请的准驾车型: 'it is the class you applied for',
  不是可以初次申领的准驾车型: 'it cannot be a first class',
}
