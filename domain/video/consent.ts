import type { Text } from '../text.ts'
import type { ConsentKind } from './terms.ts'

/** What is agreed to, separately: version and hash are kept with each answer, so that the words can be proven later. */
export interface ConsentText {
  kind: ConsentKind
  version: string
  title: Text
  text: Text
}

/** Personal information protection act arts. 28–30, 35: purpose, who sees it, how long, the effect of refusing. */
export const CONSENT_TEXTS: Readonly<Record<ConsentKind, ConsentText>> = {
  recording: {
    kind: 'recording',
    version: '2026-11-23',
    title: { zh: '全程录音录像', en: 'Sound and picture are recorded' },
    text: {
      zh: '本次通话从您同意时起全程录音录像,用于证明办理经过。只有经办民警、复核和监督人员为办理、复核、投诉、检查的目的可以查看,每次查看都写入记录,您可以在“谁看过我的信息”里看到。只咨询未办理的保存 6 个月,办理了业务的保存 3 年,有争议的保存到争议结束后 2 年。付款和验证码不录。您可以不同意:不同意的,只能咨询,业务可以改在窗口办理。您随时可以撤回,已经办完的仍然有效。',
      en: 'From your consent on, this call is recorded in sound and picture as proof of what was done. Only the officer concerned and those who review or supervise may see it, for that purpose; each viewing is written down and shown to you. Kept 6 months for a question, 3 years when something was done, until 2 years after the end of a dispute. Payment and codes are not recorded. You may refuse: then we can only answer questions, and the counter is open to you. You may withdraw at any time; what is done stays valid.',
    },
  },
  face: {
    kind: 'face',
    version: '2026-11-23',
    title: { zh: '民警用眼睛核对面容', en: 'Your face is compared' },
    text: {
      zh: '民警会用眼睛把您的面容与身份证件、档案照片对照,这一步不使用人脸识别算法,不提取、不保存面部特征。这是核实本人的必要步骤,属于敏感个人信息,所以单独征求您的同意。不同意的,可以用身份证件和问答核实,或者到窗口办理,不影响您的权利。',
      en: 'The officer compares your face with your identity card and the photo on file by eye. No recognition software is used in this; no features are taken or kept. It is needed to know that it is you, and is sensitive, therefore you are asked separately. If you refuse, card and questions take its place, or the counter; you lose no right.',
    },
  },
  machine: {
    kind: 'machine',
    version: '2026-11-23',
    title: { zh: '机器辅助比对(可以不选)', en: 'A machine may compare as well (optional)' },
    text: {
      zh: '除民警用眼睛对照外,还可以从本次通话的画面截取一张静止图像,交给公安身份核验服务与登记照片作一对一比对,结果只供民警参考:民警先作出自己的判断,之后才能看到机器的结果,机器不能单独决定。只保存截图、分数和模型版本,随录像一起到期删除,不提取、不保存面部特征。属于敏感个人信息,所以单独征求您的同意。不同意的,由民警用眼睛核对,办理不受任何影响。',
      en: 'Beside the officer’s own look, one still of this call may be sent to the police identity service and compared with the photo on file, one to one. The result is advice: the officer decides first and sees the machine’s answer only afterwards; the machine decides nothing alone. Only the still, the score and the model’s version are kept, and deleted with the recording; no features are taken or kept. It is sensitive, therefore you are asked separately. If you refuse, the officer looks by eye and nothing else changes.',
    },
  },
}

/** What is hashed: title and text in Chinese, the version in force. */
export const consentBody = ({ kind, version, title, text }: ConsentText): string =>
  [kind, version, title.zh, text.zh].join('\n')

/** Said at the opening by the officer and recorded with the rest. */
export const openingText = (office: Text, officer: string, recorded = true): Text => ({
  zh: `您好,这里是${office.zh}视频窗口,我的工号是 ${officer}。${recorded ? '本次通话全程录音录像,用于办理业务和核查。' : '您没有同意录音录像,本次通话不录,只能咨询。'}您可以随时停止。请念出屏幕上的四位核对码。`,
  en: `This is the video window of ${office.en}; my number is ${officer}. ${recorded ? 'The call is recorded for your business and its review.' : 'As you chose, nothing is recorded: we can only answer questions.'} You may stop at any time. Please read the four digits on your screen.`,
})
