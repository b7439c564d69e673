import { addDays } from '#domain/calendar.ts'
import type { Session } from '#domain/video/session.ts'
import { loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'

export interface Question {
  id: string
  question: { zh: string; en: string }
  answer: { zh: string; en: string }
}

/**
 * What the finder of an identity card would not know, from the records the case was checked against. Supplementary: never the
 * only ground. Answers are for the officer's eyes.
 */
export async function questionsFor(tx: Pick<Tx, 'one'>, house: House, s: Session): Promise<Question[]> {
  if (!s.caseId) return []
  const { subject } = (await loadCase(tx, house, s.caseId)).data
  if (subject.kind === 'vehicle') {
    const v = subject.vehicle
    return [
      ask('colour', '车身是什么颜色?', 'What colour is the car?', v.colour),
      ask('month', '车是哪年哪月上的牌?', 'In which month was it registered?', v.registeredOn.slice(0, 7)),
      ask('model', '是什么品牌、什么型号?', 'Which make and model is it?', `${v.brand} ${v.model}`),
    ]
  }
  if (subject.kind === 'licence') {
    const l = subject.licence
    return [
      ask('first', '哪年第一次领证?', 'In which year was the licence first issued?', l.firstIssued.slice(0, 4)),
      ask('classes', '准驾车型有哪些?', 'Which classes does it cover?', l.classes.join('、')),
      ask('until', '有效期到哪一年?', 'Until which year is it valid?', addDays(l.validTo, 0).slice(0, 4)),
    ]
  }
  return []
}

const ask = (id: string, zh: string, en: string, answer: string): Question => ({
  id,
  question: { zh, en },
  answer: { zh: answer, en: answer },
})
