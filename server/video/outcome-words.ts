import type { Text } from '#domain/text.ts'
import type { Outcome } from '#domain/video/terms.ts'

const w = (zh: string, en: string): Text => ({ zh, en })

/** What the citizen is told of each outcome, and what comes next; `desk` where an officer reads it in other words. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, { label: Text; next: Text; desk?: Text }>> = {
  done: {
    label: w('已办好', 'Done'),
    next: w('进度在“办件”里看。', 'See its progress under “My cases”.'),
  },
  'submitted-for-review': {
    label: w('已提交审核', 'Handed in for review'),
    next: w('有结果马上通知您,您不用做什么。', 'We tell you as soon as it is decided; nothing for you to do.'),
  },
  'await-pay': {
    label: w('等您缴费', 'To be paid'),
    desk: w('等缴费', 'To be paid'),
    next: w('请在 72 小时内缴清,办理结果不会丢。', 'Please pay within 72 hours; what was done is not lost.'),
  },
  'await-original': {
    label: w('请寄来原件', 'Please send the original'),
    desk: w('等原件', 'Original awaited'),
    next: w(
      '请在 10 个工作日内把原件寄到车管所,或者带到窗口。',
      'Please send it to the vehicle office within ten working days, or bring it.',
    ),
  },
  'await-correction': {
    label: w('需要补正', 'Correction needed'),
    next: w('全部问题已一次列出,改好后继续办。', 'All points are listed at once; we go on when they are mended.'),
  },
  'to-counter': {
    label: w('转到窗口办理', 'Goes on at the counter'),
    next: w(
      '请带身份证到窗口,已办的手续都带过去,不用重做。',
      'Please bring your identity card; nothing that was done is asked again.',
    ),
  },
  rejected: {
    label: w('不予办理', 'Not granted'),
    next: w(
      '可以在 60 日内申请行政复议,或者六个月内起诉。',
      'You may ask for review within 60 days or go to court within six months.',
    ),
  },
  'consult-only': {
    label: w('咨询完毕', 'Question answered'),
    next: w(
      '需要办理时可以直接在网上申请或再来视频窗口。',
      'You can apply online or come back to the window at any time.',
    ),
  },
  'ended-no-result': {
    label: w('通话已结束,没有办理结果', 'The call ended without a result'),
    next: w(
      '上传的材料保留 15 天,可以重新取号接着办。',
      'What you uploaded is kept for 15 days; take a new ticket to go on.',
    ),
  },
}

/** The person has died: nobody acts in their name any more; what is theirs goes to the heirs, at the counter. */
export const NEXT_FOR_HEIRS: Text = w(
  '不能再以逝者名义办理。继承人请携带继承文书和身份证到窗口办理转移登记。',
  'Nothing more is done in the name of the deceased. Heirs bring the papers of inheritance and their identity card to the counter.',
)
