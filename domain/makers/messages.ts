import type { MessageTemplate } from '../messages.ts'

const m = (title: [zh: string, en: string], zh: string, en: string, sms?: string): MessageTemplate => ({
  title: { zh: title[0], en: title[1] },
  body: { zh, en },
  sms: sms && `【云窗】出厂查验:${sms}请打开“云窗”查看,本短信不含链接。`,
})

/** What is told to who answers for a maker; always `{maker}`, and `{vin}`, `{finding}`, `{reason}`, `{next}` where named. */
export const makerMessages: Readonly<Record<string, MessageTemplate>> = {
  'maker-objection': m(
    ['出厂查验抽查有异议', 'Objection to a pre-inspection'],
    '{maker}:车辆 {vin} 的出厂查验记录抽查有异议,{finding}。说明:{reason}。下一步:{next} 这辆车的记录暂不采信。',
    '{maker}: an officer objects to the pre-inspection of {vin}: {finding}. Reason: {reason}. Next: {next} The record does not count for now.',
  ),
  'maker-suspended': m(
    ['出厂查验信息暂停采信', 'Pre-inspections suspended'],
    '{maker}的出厂查验信息自现在起暂停采信,买车人登记时须现场查验(原因:{reason})。请整改后到“我的单位”查看下一步;已提交的登记不受影响。',
    'The pre-inspections of {maker} do not count from now on: buyers have to show the car (reason: {reason}). Mend what is wrong; the next steps are under “Companies”. Registrations already handed in go on.',
    '贵单位的出厂查验信息已暂停采信。',
  ),
  'maker-lifted': m(
    ['出厂查验信息恢复采信', 'Pre-inspections count again'],
    '{maker}的出厂查验信息自现在起恢复采信(说明:{reason})。',
    'The pre-inspections of {maker} count again from now on (reason: {reason}).',
    '贵单位的出厂查验信息已恢复采信。',
  ),
}
