import type { RefusalText } from './text.ts'

/** Signing in and rights. */
export const accountRefusals: Readonly<Record<string, RefusalText>> = {
  SIGN_IN: {
    message: { zh: '请先登录。', en: 'Please sign in first.' },
    next: {
      zh: '登录后会回到这里,已填写的内容不会丢失。',
      en: 'You come back here afterwards; what you filled in is kept.',
    },
  },
  SIGNED_OUT: {
    message: {
      zh: '刚才登录已过期,您填写的内容都在。',
      en: 'You had been signed out; what you typed is all here.',
    },
    next: { zh: '请核对后再按一次。', en: 'Please look it over and press once more.' },
  },
  SIGNED_OUT_PHOTO: {
    message: {
      zh: '刚才登录已过期,照片没有传上来。',
      en: 'You had been signed out; the photo has not arrived.',
    },
    next: { zh: '请再选一次照片。', en: 'Please choose the photo once more.' },
  },
  NOT_SENT: {
    message: {
      zh: '刚才没有交成,您填写的内容都在。',
      en: 'That did not get through; what you typed is all here.',
    },
    next: { zh: '请核对后再按一次,不会重复办理。', en: 'Please look it over and press once more; it counts once.' },
  },
  SIGN_IN_WRONG: {
    message: { zh: '警号、密码或动态口令不对。', en: 'Number, password or code is wrong.' },
    next: {
      zh: '请核对后再试;连续十次不对要等五分钟。',
      en: 'Please check and try again. After ten wrong tries you must wait five minutes.',
    },
  },
  CODE_WRONG: {
    message: { zh: '验证码不对或已过期。', en: 'The code is wrong or has expired.' },
    next: {
      zh: '请核对短信里的六位数字,或重新获取。',
      en: 'Please check the six digits in the message, or ask for a new code.',
    },
  },
  FRESH_CHECK: {
    message: {
      zh: '距上次核验已超过 {n} 分钟,请再确认一次是您本人。',
      en: 'You were last checked more than {n} minutes ago; please prove once more that it is you.',
    },
    next: {
      zh: '请获取短信验证码并填写;您选好的都还在。',
      en: 'Please ask for a code by message and type it; what you chose is kept.',
    },
  },
  PHONE_RESTS: {
    message: {
      zh: '这个账号刚换过手机号。为防冒用,车辆产权、号牌和委托他人的业务要到 {until} 之后才能在网上办。',
      en: 'Another phone signs in to this account since today. To protect you, ownership, plates and authorities rest online until {until}.',
    },
    next: {
      zh: '急着办的,现在就可以带身份证到窗口,或者在能选的业务里选视频窗口办理;查询和其他业务照常。不是您换的手机号,请马上用您自己的手机号登录并联系车辆管理所。',
      en: 'If it is urgent, come to a counter with your identity card now, or choose the video window where an item offers it; reading and everything else goes on. If it was not you who changed the phone, sign in with your own phone at once and tell the vehicle office.',
    },
  },
  CODE_NOT_SENT: {
    message: { zh: '验证码短信没有发出去。', en: 'The message with your code could not be sent.' },
    next: {
      zh: '请过一分钟再获取;一直收不到的,可到窗口办理。',
      en: 'Please ask for a code again in a minute. If none arrives, come to a counter.',
    },
  },
  REAL_NAME_NEEDED: {
    message: {
      zh: '第一次登录,请填写姓名和身份证号码。',
      en: 'This is your first sign-in: please enter your name and identity number.',
    },
    next: {
      zh: '请按身份证上的内容填写,核验一次即可。',
      en: 'Write them as they stand on your identity card. This is asked once.',
    },
  },
  TOO_MANY: {
    message: { zh: '操作太频繁。', en: 'That was too often in a short time.' },
    next: { zh: '请稍等几分钟再试。', en: 'Please wait a few minutes and try again.' },
  },
  FORBIDDEN: {
    message: { zh: '您没有办理这一项的权限。', en: 'You do not have the right to do this.' },
    next: { zh: '如需开通,请联系本单位管理员。', en: 'Ask your administrator if you need it.' },
  },
  TOO_SOON: {
    message: { zh: '刚刚已经发送过验证码。', en: 'A code was sent a moment ago.' },
    next: {
      zh: '请等一分钟再获取;先看看短信是否被归到垃圾短信。',
      en: 'Please wait a minute before you ask again, and look among your blocked messages.',
    },
  },
}
