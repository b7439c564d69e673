import { makeTr, type Lang, type Tr } from '#web/kit/i18n.ts'

const texts = {
  'pass.title': ['通过审核', 'Pass the review'],
  'second-pass.title': ['通过复核', 'Pass the second review'],
  'return.title': ['退回补正', 'Return for correction'],
  'refuse.title': ['不予办理', 'Refuse'],
  'move-on-site.title': ['转现场办理', 'Move to the counter'],
  'second-return.title': ['退回初审', 'Send back to the first review'],
  'inspect.title': ['记录现场查验', 'Record the inspection'],
  'continue-at-counter.title': ['窗口继续办理', 'Go on at the counter'],
  'pass.go': ['确认通过', 'Confirm'],
  'second-pass.go': ['确认复核通过', 'Confirm'],
  'return.go': ['退回给申请人', 'Return to the applicant'],
  'refuse.go': ['不予办理并送达', 'Refuse and notify'],
  'move-on-site.go': ['转现场并通知', 'Move and notify'],
  'second-return.go': ['退回', 'Send back'],
  'inspect.go': ['记录', 'Record'],
  'continue-at-counter.go': ['身份已核,继续', 'Identity seen, go on'],
  'continue-at-counter.note': [
    '请确认已当面核对申请人的身份证件。',
    'Confirm that you have seen the applicant and the identity card.',
  ],
  note: ['备注(选填)', 'Note (optional)'],
  noteHint: ['只存入办理记录', 'Kept in the record only'],
  return: [
    '一次列全所有需要补正的地方,申请人只会被退回这一次。',
    'List everything at once: the applicant should be sent back only this once.',
  ],
  defect: ['第 {n} 处', 'Point {n}'],
  target: ['哪一项', 'Which item'],
  other: ['其他', 'Other'],
  materials: ['材料', 'Materials'],
  fields: ['填写内容', 'Form'],
  why: ['哪里不对、怎样改', 'What is wrong and how to mend it'],
  add: ['再加一处', 'Add a point'],
  remove: ['去掉第 {n} 处', 'Remove point {n}'],
  code: ['法定情形', 'Ground'],
  reason: ['理由', 'Reason'],
  reasonHint: ['会原样写进送达申请人的通知', 'Goes word for word into the notice'],
  letter: ['通知预览', 'The notice'],
  letterEmpty: ['写好理由后在这里预览。', 'The notice appears here once a reason is written.'],
  site: ['到哪里办', 'Where'],
  inspected: ['查验结论', 'Result'],
  yes: ['合格', 'Passed'],
  no: ['不合格,不予办理', 'Failed: refuse'],
  found: ['查验记录', 'What was found'],
  'need.reason': ['请写明理由', 'Write the reason'],
  'need.target': ['请选择哪一项', 'Choose the item'],
  'need.code': ['请选择法定情形', 'Choose the ground'],
  'need.site': ['请选择地点', 'Choose the place'],
  'need.passed': ['请选择结论', 'Choose the result'],
  'need.note': ['请写明查验情况', 'Write what was found'],
  choose: ['请选择', 'Choose'],
} as const

export type DecisionT = Tr<keyof typeof texts>
export const speakDecisions = (lang: Lang): DecisionT => makeTr(lang, texts)

/** What is wrong most often with a picture or an answer; chosen with two keys, mended by hand where needed. */
export const COMMON_REASONS = {
  zh: [
    '照片反光,请重新拍摄',
    '照片模糊,看不清文字',
    '照片缺一角,请拍完整',
    '与身份证明不一致,请核对',
    '地址缺门牌号,请补全',
    '经过写得太简单,请写明时间和地点',
  ],
  en: [
    'The picture has glare; please take it again',
    'The picture is blurred',
    'A corner is missing; please show the whole page',
    'Differs from the proof of identity',
    'The address lacks the door number',
    'Please add when and where it happened',
  ],
} as const
