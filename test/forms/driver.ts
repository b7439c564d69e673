/** Forms of the items about learning to drive, added classes, reviews, restorations and the school bus. */

const CONTACT = { mobile: '13800138000' }
const POST = {
  deliveryMethod: 'post',
  recipient: '杜强',
  recipientMobile: '13800138000',
  region: '370203',
  address: '山东路 177 号 3 单元 502',
}

export const DRIVER_FORMS: Record<string, Record<string, Record<string, string | boolean>>> = {
  'licence-first-apply': {
    wish: { class: 'C1', training: 'school', school: '青岛交运驾校', residence: '370212', healthDeclaration: true },
    contact: CONTACT,
  },
  'licence-add-class-medical': {
    wish: { class: 'A2', student: false, healthDeclaration: true, photoChoice: 'stored' },
    contact: CONTACT,
  },
  'school-bus-driver-qualification': {
    bus: { busClass: 'large', employer: '青岛第一小学', healthDeclaration: true },
    contact: CONTACT,
    delivery: POST,
  },
  'licence-review': { health: { healthDeclaration: true }, contact: CONTACT },
  'licence-restore': { photo: { photoChoice: 'stored' }, contact: CONTACT, delivery: POST },
  'learner-permit-print': { form: { form: 'electronic' }, contact: CONTACT },
  'exam-result-query': { contact: CONTACT },
  'exam-fee-pay': { booking: { part: '2' }, contact: CONTACT },
  'exam-change-class': { change: { to: 'C2' }, contact: CONTACT },
  'exam-change-place': { place: { to: '370102' }, contact: CONTACT },
  'exam-misconduct-report': {
    report: {
      kind: 'bribe',
      on: '2026-01-15',
      site: '第二考场',
      story: '教练在考前以打点考试员为名,向学员每人索要三百元,共七人在场。',
      hasEvidence: false,
      anonymous: true,
    },
    contact: CONTACT,
  },
}
