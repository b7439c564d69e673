import { defineService } from '../../service.ts'
import { contact, identityLookedUp } from '../parts.ts'

/**
 * Order 164 art. 86: some business is the owner's in person; the window is that presence, and art. 74 and order 162 art. 83 keep the
 * counter open behind it. Recording and face are agreed to separately (personal information law arts. 28–30).
 */
export const videoWindowSession = defineService({
  code: 'video-window-session',
  version: 1,
  rank: 5,
  page: '/video',
  name: { zh: '云窗口视频受理(排队/预约)', en: 'The video window: line and booking' },
  summary: {
    zh: '与民警视频见面办理:核对本人、问清意愿、看原件、签名,不用跑窗口。可以马上排队、约时间或者请民警回电。',
    en: 'See an officer by video: your identity, your will, your originals, your signature, without the trip. Join the line, book a time, or ask for a call.',
  },
  category: 'appointment',
  keywords: ['视频', '云窗口', '视频办', '视频预约', '排队', '取号', '云窗办', '远程窗口', '连线民警'],
  law: [
    { source: 'L164', article: 86 },
    { source: 'L164', article: 74 },
    { source: 'L162', article: 83 },
    { source: 'LPIPL', article: 29 },
  ],
  channels: ['video'],
  applicants: ['self'],
  subject: 'person',
  checks: ['identity'],
  form: [contact],
  materials: [identityLookedUp],
  steps: [{ kind: 'meet' }],
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '工作时间八成的人 3 分钟内接通', en: 'In working hours eight of ten are answered within 3 minutes' },
  products: [],
  refusals: ['VIDEO_NOT_FOR_ITEM', 'VIDEO_CLOSED', 'VIDEO_LONG_WAIT', 'VIDEO_BOOKING_PAUSED'],
  register: 'video-window-session',
})
