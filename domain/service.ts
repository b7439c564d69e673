import type { CheckName } from './checks/check.ts'
import type { Field, FieldError, Values } from './fields.ts'
import type { Product } from './products.ts'
import type { Text } from './text.ts'
import type { CaseData, CaseSubject } from './case.ts'

export const CHANNELS = ['web', 'video', 'kiosk', 'counter'] as const
export type Channel = (typeof CHANNELS)[number]

/** Also the names of the folders under `domain/services/`. */
export const CATEGORIES = ['vehicle', 'driver', 'exam', 'violation', 'appointment', 'information'] as const
export type Category = (typeof CATEGORIES)[number]

/** Parts of the house that some items need and that are still to be built; an item that names one is declared but not yet open. */
export const MACHINERY = ['driving-tests', 'violations', 'e-licences', 'desk-services', 'kiosk', 'hall'] as const
export type Machinery = (typeof MACHINERY)[number]

/** An article of law: `source` is a key of `domain/law.ts`. */
export interface LawRef {
  source: string
  article: number
}

export const STEP_KINDS = [
  'check',
  'choose-plate',
  'appointment',
  'inspect',
  'co-sign',
  'fetch-file',
  'meet',
  'review',
  'second-review',
  'pay',
  'hold',
  'register',
  'make',
  'deliver',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** One step of a service. `when` says, from the case's own data, whether this case needs it; without it every case does. */
export interface Step {
  kind: StepKind
  when?: (data: CaseData) => boolean
  /** Only for `hold`: hours between the decision and the making of the paper (title papers: 24, see docs/adr/0003). */
  hours?: number
  /** Only for `appointment`: coming is the whole matter, to an office's hall or to an inspection station (domain/visit.ts). */
  visit?: 'office' | 'station'
  /** Only for `appointment`: what to bring; without it, the car and the identity card. */
  bring?: readonly Text[]
}

/**
 * Who may apply. `agent` needs a recorded authority; `relative` is one who helps a person of 60 or more, with the same record;
 * `company` a company account; `maker` and `dealer` the account of a maker or a dealer; `officer` acts at the counter.
 */
export const APPLICANTS = ['self', 'agent', 'company', 'relative', 'maker', 'dealer', 'officer'] as const
export type Applicant = (typeof APPLICANTS)[number]

export interface Material {
  code: string
  name: Text
  /** `networked`: looked up, never asked for (order 164 art. 4). `upload`: a picture from the citizen. */
  how: 'networked' | 'upload'
  hint?: Text
  required?: (data: Pick<CaseData, 'form' | 'subject'>) => boolean
}

/**
 * The other person without whose agreement the case cannot go on: spouse, seller, creditor, owner. Reads the case's terms in the
 * own account and agrees there (step `co-sign`), or before an officer at the counter.
 */
export interface CoSign {
  /** Who that is to the applicant. */
  role: Text
  /** Found by the identity number (a unit's: its credit code); undefined while nobody is named. */
  party: (data: Pick<CaseData, 'form' | 'subject'>) => { name: string; idNumber: string } | undefined
  /** What is agreed to, as it is signed. */
  consent: Text
  /** The answers that the other person reads; when a correction changes one of them, the agreement is asked for anew. */
  terms: readonly string[]
  /** Days after which a case that was not answered lapses. */
  days: number
  /** What the applicant is told when the answer was no, or none came; keys of `domain/refusals.ts`. */
  declined?: string
  lapsed?: string
}

/** A group of fields that is shown on one screen. */
export interface FormPart {
  code: string
  title: Text
  fields: readonly Field[]
}

/** What a case is about: whose record is looked up before anything is asked. `person`: only who applies, no record. */
export type Subject = 'licence' | 'vehicle' | 'new-vehicle' | 'person'

/** What an answer is judged against beside the form itself. */
export interface FormContext {
  form: Values
  subject: CaseSubject
  /** The applicant's name as the police have it. */
  name: string
  /** Six digits of the office that would decide. */
  office: number
  today: string
  /** An agent, relative or dealer acts; a company's own user does not count as one. */
  byAgent?: boolean | undefined
}

/** One service item, whole: guide page, forms, validation, officer's view, bills, production and statistics follow from it. */
export interface Service {
  /** The catalogue's code; never changes. */
  code: string
  /** Raised when the law or the flow changes; running cases stay on the version they began under. */
  version: number
  name: Text
  summary: Text
  category: Category
  /** Everyday words people search by. */
  keywords: readonly string[]
  law: readonly LawRef[]
  channels: readonly Channel[]
  applicants: readonly Applicant[]
  subject: Subject
  /** `other`: the car is not (yet) registered to the applicant, who names it by plate and engine number instead of choosing it. */
  vehicleOf?: 'other'
  /** What somebody who took over the applicant's phone could take away with it: such an item rests for a day after a change of phone (domain/phone-rest.ts). */
  protects?: 'ownership' | 'plates'
  checks: readonly CheckName[]
  form: readonly FormPart[]
  /** What is wrong with right-looking answers for this licence or car (a class that is not lower …), each naming its field. */
  fits?: (given: FormContext) => FieldError[]
  materials: readonly Material[]
  steps: readonly Step[]
  /** Keys of the dated fee table; postage is added when the papers are posted. Nothing is asked for without a step `pay`. */
  fees: readonly string[]
  /** Which of them this case pays, when not all: a motorcycle's plates cost less than a car's. */
  feesFor?: (data: Pick<CaseData, 'form' | 'subject'>) => readonly string[]
  /** Time limit in working days from acceptance, and the article that sets it; without one it is the office's own promise. */
  limit: { workingDays: number; law?: LawRef }
  promise: Text
  products: readonly Product[]
  /** Which of them this case asks for, when not all: a temporary plate only for who wants one. */
  productsFor?: (data: Pick<CaseData, 'form' | 'subject'>) => readonly Product[]
  /** Refusals this item can end in; keys of `domain/refusals.ts`. */
  refusals: readonly string[]
  /** Whose agreement the step `co-sign` waits for. */
  coSign?: CoSign
  /** The act handed over to the national register. */
  register: string
  /** The car gives up its number without getting another; what it was used for decides whose it then is (order 164 art. 44). */
  freesPlate?: true
  /** The answer that names another own car: the two change numbers (order 164 art. 20). */
  swapsPlate?: string
  /** Answers of the form that the register writes down with it, by field name. */
  handOver?: readonly string[]
  /** The machinery it waits for. Such an item is listed, found and explained, and no application can be begun (SERVICE_NOT_OPEN). */
  opensWith?: Machinery
  /** Address of the page of this site where it already works; the guide leads there instead of to a form. */
  page?: string
  /** Place in lists, within the category: lower comes first; without one, after those that have one, by code. */
  rank?: number
}

/** Whether an application can be begun; an item that is a page of the site works there. */
export const isOpen = (service: Pick<Service, 'opensWith'>): boolean => service.opensWith === undefined

/** Whether anything is billed; a correction of the office's own error is free, postage too. */
export const asksMoney = (service: Pick<Service, 'steps'>): boolean => service.steps.some((s) => s.kind === 'pay')

/** Keys of the fees these answers ask for, postage among them; none without a step `pay`. */
export function feesOf(service: Service, data: Pick<CaseData, 'form' | 'subject'>): readonly string[] {
  if (!asksMoney(service)) return []
  const fees = service.feesFor?.(data) ?? service.fees
  return data.form['deliveryMethod'] === 'post' ? [...fees, 'post'] : fees
}

/** Whether papers can come of it; electronic items end with the entry in the register. */
export const givesPapers = (service: Pick<Service, 'steps'>): boolean => service.steps.some((s) => s.kind === 'make')

/** Whether the applicant says which car it is about; one's own licence and oneself need no choice. */
export const choosesSubject = (service: Pick<Service, 'subject'>): boolean =>
  service.subject === 'vehicle' || service.subject === 'new-vehicle'

/** The pictures that these answers, for this licence or car, cannot do without. */
export const wantedUploads = (
  service: Pick<Service, 'materials'>,
  data: Pick<CaseData, 'form' | 'subject'>,
): readonly Material[] => service.materials.filter((m) => m.how === 'upload' && m.required?.(data))

/** Declares one service item. A stranger reads the file and knows the item. */
export const defineService = (service: Service): Service => service
