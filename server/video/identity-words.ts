import type { Text } from '#domain/text.ts'
import type { IdentityStep } from '#domain/video/terms.ts'

const w = (zh: string, en: string): Text => ({ zh, en })

/** What each step is and how it is done: one sentence the officer works by. */
export const IDENTITY_WORDS: Readonly<Record<IdentityStep, { label: Text; how: Text }>> = {
  account: {
    label: w('实名账号', 'Real-name account'),
    how: w(
      '账号实名、从云窗内接听,核对码双方一致',
      'The account is real-name, the call was taken inside Yunchuang, the codes agree',
    ),
  },
  cues: {
    label: w('随机口令和动作', 'Random digits and movement'),
    how: w(
      '申请人在 15 秒内念出六位数字并做出动作,声音、口型、屏幕颜色一致',
      'Within 15 seconds the person reads six digits and moves; voice, lips and screen colour agree',
    ),
  },
  machine: {
    label: w('机器比对', 'Machine comparison'),
    how: w('仅供参考,民警先作判断', 'Advice only; the officer decides first'),
  },
  face: {
    label: w('民警比对面容', 'Officer compares the face'),
    how: w(
      '与身份证、档案照片对照,必须选择一致、不一致或者不能确定',
      'Beside identity card and photo on file: match, no match, or not sure',
    ),
  },
  card: {
    label: w('手持身份证', 'Identity card in hand'),
    how: w(
      '正面、反面、倾斜 3 秒、拇指划过边缘;或者用 NFC、网证',
      'Front, back, tilted for 3 seconds, thumb along the edge; or by NFC or net certificate',
    ),
  },
  questions: {
    label: w('核验问题', 'Questions'),
    how: w(
      '三问答对两问;只作补充,记不清的可以跳过',
      'Two of three right; supplementary only, may be left out for who cannot recall',
    ),
  },
  surroundings: {
    label: w('周围环境', 'Surroundings'),
    how: w(
      '转一圈镜头,问“身边有谁”,陪同的人要报姓名并入镜',
      'The camera turns round once; whoever helps is named and shown',
    ),
  },
  will: {
    label: w('本人意愿', 'Own wish'),
    how: w(
      '民警说明事项和后果,申请人用自己的话说',
      'The officer names act and effect, the person says it in own words',
    ),
  },
}

/** Signs of something wrong: each alone is a reason to look closer, never to accuse. */
export const SIGNAL_WORDS: Readonly<Record<string, Text>> = {
  'code-differs': w('双方核对码不一致', 'The codes on the two screens differ'),
  'device-reuse': w('同一台设备 30 天内为多人使用,人数', 'One device used by several people in 30 days; people'),
  'camera:virtual-label': w('摄像头名称像虚拟摄像头', 'The camera is named like a virtual one'),
  'camera:odd-rate': w('摄像头帧率异常低', 'The camera gives oddly few pictures a second'),
  'camera:odd-size': w('摄像头画面异常小', 'The camera gives an oddly small picture'),
  refer: w('请第二位民警核对', 'A second officer is asked'),
  'fraud:virtual-camera': w('疑似虚拟摄像头', 'May be a virtual camera'),
  'fraud:no-reaction': w('对屏幕颜色没有反应', 'No reaction to the screen’s colour'),
  'fraud:frozen': w('画面噪点静止', 'The picture’s noise stands still'),
  'fraud:lip': w('口型与声音不同步', 'Lips and voice are apart'),
  'fraud:prompted': w('有人提示或者代答', 'Somebody prompts or answers'),
  'fraud:track-replaced': w('画面中途被替换', 'The picture was replaced in mid-call'),
}
