import type { RefusalText } from './text.ts'

/** Acting for another: authorities, companies, makers. */
export const partiesRefusals: Readonly<Record<string, RefusalText>> = {
  AUTHORITY_NOT_ACCEPTED: {
    message: { zh: '这份委托还没有被接受。', en: 'This authority has not been accepted yet.' },
    next: { zh: '请被委托人先在“我的委托”里接受。', en: 'Whoever is to act accepts it first, under “Authorities”.' },
  },
  AUTHORITY_OTHER_ITEM: {
    message: { zh: '这份委托不包括这项业务。', en: 'The authority does not name this service.' },
    next: { zh: '请委托人另行委托这项业务。', en: 'Ask the person you act for to authorise you for it.' },
  },
  AUTHORITY_USED: {
    message: { zh: '这份委托的次数已用完。', en: 'The authority has been used as often as it allows.' },
    next: { zh: '请委托人重新发起业务委托。', en: 'Ask the person you act for to authorise you again.' },
  },
  AUTHORITY_VEHICLE: {
    message: { zh: '这份委托不包括这辆车。', en: 'The authority does not name this vehicle.' },
    next: {
      zh: '请选择委托里写明的车,或请委托人另行委托。',
      en: 'Choose a vehicle it names, or ask for another authority.',
    },
  },
  AUTHORITY_WITHDRAWN: {
    message: {
      zh: '委托已经撤回,您可以查看这笔业务,但不能再替委托人决定。',
      en: 'The authority has been withdrawn. You can follow this case, but decide nothing more in it.',
    },
    next: {
      zh: '请委托人本人(或委托单位)登录,在“我的业务”里办理。',
      en: 'The person or company you acted for goes on under “My cases”.',
    },
  },
  AUTHORITY_ID: {
    message: { zh: '被委托人的身份证号码不正确。', en: 'The identity number of whoever is to act is not right.' },
    next: { zh: '请核对 18 位身份证号码。', en: 'Please check all 18 characters.' },
  },
  AUTHORITY_SELF: {
    message: { zh: '不能委托自己。', en: 'You cannot authorise yourself.' },
    next: { zh: '请填写另一个人的身份证号码。', en: 'Please give another person’s identity number.' },
  },
  AUTHORITY_AGE: {
    message: { zh: '亲友代办只适用于年满 60 周岁的人。', en: 'A relative may act only for a person of 60 or over.' },
    next: { zh: '请改选“委托他人办理”。', en: 'Please choose “another person” instead.' },
  },
  AUTHORITY_NO_ITEM: {
    message: { zh: '还没有选委托的业务。', en: 'No service has been chosen yet.' },
    next: { zh: '请至少选一项。', en: 'Please choose at least one.' },
  },
  AUTHORITY_DAYS: {
    message: {
      zh: '委托期限最短到当天,最长 30 日。',
      en: 'An authority lasts until today at least and 30 days at most.',
    },
    next: { zh: '请改填期限。', en: 'Please choose another last day.' },
  },
  AUTHORITY_USES: {
    message: { zh: '委托次数是 1 到 10 次。', en: 'An authority is for 1 to 10 applications.' },
    next: {
      zh: '请改填次数,或选“期限内不限次数”。',
      en: 'Please change the number, or choose no limit until the last day.',
    },
  },
  AUTHORITY_NAME: {
    message: { zh: '请填写被委托人的姓名。', en: 'Please give the name of whoever is to act.' },
    next: { zh: '按身份证上的姓名填写。', en: 'As it stands on the identity card.' },
  },
  AUTHORITY_PLATE: {
    message: { zh: '有号牌号码不正确。', en: 'One of the plates is not a plate number.' },
    next: { zh: '请对照行驶证改正。', en: 'Please correct it as it stands in the vehicle licence.' },
  },
  AUTHORITY_DEALER: {
    message: { zh: '没有查到这家登记服务站。', en: 'This code is not that of a registered dealer.' },
    next: {
      zh: '请核对统一社会信用代码,或改为委托个人。',
      en: 'Please check the credit code, or authorise a person instead.',
    },
  },
  COMPANY_CODE: {
    message: { zh: '统一社会信用代码不正确。', en: 'The unified social credit code is not right.' },
    next: { zh: '请核对营业执照上的 18 位代码。', en: 'Please check the 18 characters on the business licence.' },
  },
  COMPANY_UNKNOWN: {
    message: { zh: '市场监管部门没有这个代码的登记信息。', en: 'The market regulator has no unit with this code.' },
    next: {
      zh: '请核对代码;机关、社团等未联网单位请到窗口登记。',
      en: 'Please check the code. Public bodies and associations that are not on the network register at a counter.',
    },
  },
  COMPANY_CLOSED: {
    message: {
      zh: '该单位的登记状态为“{state}”,不能办理。',
      en: 'The unit’s registration is “{state}”, so nothing can be done for it.',
    },
    next: { zh: '请先到市场监管部门办理。', en: 'Please settle this with the market regulator first.' },
  },
  BINDING_NONE: {
    message: { zh: '您的车没有这项备案,或者已经解除。', en: 'Your cars have no such binding, or it has ended.' },
    next: { zh: '请刷新页面看现在有效的。', en: 'Please reload the page to see those in force.' },
  },
  COMPANY_NOT_LEGAL: {
    message: {
      zh: '您不是该单位登记的法定代表人。',
      en: 'You are not the registered legal representative of this unit.',
    },
    next: {
      zh: '请法定代表人本人登录注册;刚变更的,请先到市场监管部门办理变更登记。',
      en: 'The legal representative signs in and registers. After a change, have it entered by the market regulator first.',
    },
  },
  COMPANY_ITEM: {
    message: { zh: '这项业务不能用单位账户网上办理。', en: 'This cannot be done online with a company account.' },
    next: {
      zh: '请带单位证明和委托书到窗口办理。',
      en: 'Please come to a counter with the unit’s papers and a letter of authority.',
    },
  },
  COMPANY_ONLY: {
    message: { zh: '这项业务由单位申请,个人不能办理。', en: 'Only a unit may apply for this, not a person.' },
    next: {
      zh: '请先注册单位账户,开始时选择为单位办理。',
      en: 'Register a company account and choose the company when you begin.',
    },
  },
  COMPANY_ADMIN: {
    message: {
      zh: '只有法定代表人或管理员可以管理单位用户。',
      en: 'Only the legal representative or the administrator may manage users.',
    },
    next: { zh: '请联系本单位管理员。', en: 'Please ask the administrator of your unit.' },
  },
  COMPANY_ONE_ADMIN: {
    message: { zh: '一个单位只能有一名管理员。', en: 'A unit has one administrator.' },
    next: { zh: '请先移除原管理员。', en: 'Please remove the present one first.' },
  },
  COMPANY_FULL: {
    message: { zh: '一个单位最多 10 名用户。', en: 'A unit has ten users at most.' },
    next: { zh: '请先移除不再办理业务的用户。', en: 'Please remove users who no longer act for it.' },
  },
  COMPANY_PERSON_FULL: {
    message: { zh: '此人已在 3 个单位任用户。', en: 'This person is a user of three units already.' },
    next: { zh: '请其先退出一个单位,或改选他人。', en: 'Have the person leave one of them, or choose somebody else.' },
  },
  COMPANY_MEMBER: {
    message: { zh: '此人已是该单位用户。', en: 'This person is a user of the unit already.' },
    next: { zh: '不用再添加。', en: 'Nothing needs to be done.' },
  },
  COMPANY_LEGAL_STAYS: {
    message: { zh: '法定代表人不能移除。', en: 'The legal representative cannot be removed.' },
    next: {
      zh: '变更后,由新的法定代表人登录注册即可替换。',
      en: 'After a change the new one signs in and registers, which replaces the old one.',
    },
  },
}
