import { makeTr, type Lang, type Tr } from '#web/kit/i18n.ts'

const texts = {
  title: ['转出档案', 'Files that move away'],
  text: [
    '外地车管所经全国登记系统请求本市车辆的电子档案。核查没有问题的自动转出;有问题的由民警审核,三日内答复(机动车登记规定第18条)。',
    'Other offices ask for the files of cars registered here. Where nothing stands against it the file goes by itself; else an officer decides, within three days (order 164 art. 18).',
  ],
  waiting: ['{n} 件等您审核', '{n} wait for a decision'],
  none: ['没有档案请求', 'No requests'],
  noneText: ['外地车管所的请求会自己出现在这里。', 'Requests of other offices appear here by themselves.'],
  no: ['请求号', 'Request'],
  car: ['车辆', 'Car'],
  to: ['转入地', 'To'],
  state: ['进展', 'State'],
  due: ['答复期限', 'Due'],
  open: ['查看', 'Open'],
  overdue: ['已超时', 'Overdue'],
  silent: ['超过 30 天没有消息', 'Silent for 30 days'],
  move: ['住所迁出', 'The owner moves'],
  transfer: ['在转入地交易', 'Sold there'],
  asked: ['核查中', 'Being checked'],
  review: ['等民警审核', 'Waits for a decision'],
  sending: ['正在转出', 'Being sent'],
  sent: ['已转出,等当地登记', 'Sent, not registered there yet'],
  refusing: ['正在答复', 'Being answered'],
  refused: ['不予转出', 'Refused'],
  left: ['已迁出', 'Has left'],
  returned: ['已退回', 'Came back'],
  owner: ['请求所写的所有人', 'Owner, as the request says'],
  ownerHere: ['登记的所有人', 'Owner on the register'],
  plate: ['号牌号码', 'Plate number'],
  plateHere: ['登记的号牌号码', 'Plate number on the register'],
  vin: ['车辆识别代号', 'VIN'],
  hash: ['档案摘要', 'Hash of the file'],
  why: ['原因', 'Why'],
  findings: ['核查发现', 'What was found'],
  noFindings: ['没有发现问题', 'Nothing was found'],
  weighed: ['可由民警核对后转出', 'An officer may weigh it'],
  barred: ['依法不能转出', 'The law bars it'],
  events: ['经过', 'History'],
  'event.asked': ['收到请求', 'Asked'],
  'event.judged': ['核查', 'Checked'],
  'event.look-again': ['重新核查', 'Looked at again'],
  'event.send': ['民警同意转出', 'An officer sent it'],
  'event.object': ['民警不予转出', 'An officer refused'],
  'event.told': ['对方已收到', 'The other side has it'],
  'event.arrived': ['已在当地登记', 'Registered there'],
  'event.incomplete': ['对方反馈不完整', 'Said to be incomplete'],
  'event.returned': ['退回', 'Came back'],
  send: ['转出', 'Send'],
  object: ['不予转出', 'Refuse'],
  'look-again': ['重新核查', 'Look again'],
  'send.label': ['核对了什么', 'What you compared'],
  'object.label': ['不予转出的理由', 'The reason'],
  'look-again.label': ['为什么重新核查', 'Why you look again'],
  hint: [
    '写进经过,对方和车主会看到不予转出的理由。',
    'Kept in the history; a reason for refusing is told to the other office and the owner.',
  ],
  short: ['请写至少两个字', 'Please write at least two characters'],
  did: ['已处理', 'Done'],
  back: ['关闭', 'Close'],
  house: ['系统', 'the house'],
  registry: ['全国登记系统', 'the register'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type LeavingKey = keyof typeof texts
export type LeavingT = Tr<LeavingKey>
export const speakLeaving = (lang: Lang): LeavingT => makeTr(lang, texts)
const WORDS: ReadonlySet<string> = new Set(Object.keys(texts))
/** A word of the fixed list, or what came as it is. */
export const wordFor = (l: LeavingT, key: string, or: string): string => (isKey(key) ? l(key) : or)
const isKey = (key: string): key is LeavingKey => WORDS.has(key)
