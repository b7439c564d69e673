import type { MessageTemplate } from './messages.ts'

const m = (titleZh: string, titleEn: string, zh: string, en: string, sms: string): MessageTemplate => ({
  title: { zh: titleZh, en: titleEn },
  body: { zh, en },
  sms: `【云窗】您的机动车转籍(请求号{number}):${sms}请打开“云窗”查看,本短信不含链接。`,
})

/** What the owner of a car that moves away is told. Given: `{place}` to which it goes, `{plate}`, where it fits `{reason}` and `{until}`. */
export const leavingMessages: Readonly<Record<string, MessageTemplate>> = {
  'file-review': m(
    '档案转出需要处理',
    'Something stands against moving the file',
    '{place}请求转出 {plate} 的电子档案。现在还有:{reason}请先处理;处理完本所会重新核查,不需要您来窗口。',
    '{place} has asked for the file of {plate}. At present: {reason} Please settle this first; we look again, and you need not come.',
    '档案转出前还有需要处理的事项。',
  ),
  'file-sent': m(
    '电子档案已转出',
    'The file has been sent',
    '{plate} 的电子档案已转往{place}。请在 30 日内到那里交验车辆、办理转入;办好前原号牌、行驶证照常使用。',
    'The electronic file of {plate} has gone to {place}. Please have the car checked and registered there within 30 days; until then your plates and licence stay valid.',
    '电子档案已转出,请在 30 日内到转入地办理。',
  ),
  'file-refused': m(
    '档案没有转出',
    'The file was not sent',
    '{plate} 的电子档案没有转往{place}:{reason}。您可以在 60 日内申请行政复议,或者六个月内起诉。',
    'The file of {plate} was not sent to {place}: {reason}. You may ask for administrative review within 60 days or go to court within six months.',
    '电子档案没有转出,理由和救济途径已写明。',
  ),
  'file-left-kept': m(
    '车辆已迁出本市',
    'Your car has left this city',
    '{plate} 已在{place}登记。原号牌号码为您保留到 {until},在此之前再在本市登记车辆,可以申请使用。',
    '{plate} is now registered at {place}. The old number is kept for you until {until}: if you register a car in this city before, you may have it again.',
    '车辆已在转入地登记,原号牌号码为您保留到 {until}。',
  ),
  'file-left': m(
    '车辆已迁出本市',
    'Your car has left this city',
    '{plate} 已在{place}登记。使用满一年的原号牌号码,两年内再在本市登记车辆时可以申请使用。',
    '{plate} is now registered at {place}. An old number that was used for a year may be asked for again within two years when you register a car in this city.',
    '车辆已在转入地登记。',
  ),
  'file-back': m(
    '档案已退回',
    'The file is back',
    '{plate} 没有在{place}办理转入,电子档案已退回本所。车辆仍在本市登记,号牌号码不变。',
    '{plate} was not registered at {place}, and its file is back with us. The car stays registered in this city with its number.',
    '没有办理转入,档案已退回,车辆仍在本市登记。',
  ),
}
