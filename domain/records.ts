/** What the national register and the agencies tell about people, vehicles and papers. Shapes only; asking is the server's work. */

export interface LicenceRecord {
  idNumber: string
  name: string
  fileNo: string
  classes: readonly string[]
  firstIssued: string
  validFrom: string
  /** 'YYYY-MM-DD' or 'long' for 长期. */
  validTo: string
  validityYears: 6 | 10 | 'long'
  /** 正常, 扣留, 暂扣, 注销, 撤销, 停止使用 … as the register words it. */
  state: string
  photoTakenOn: string
  points: number
  /** True when a points cycle inside the present validity reached 12 points (order 162 art. 62). */
  fullPointsInValidity: boolean
  issuingOffice: string
  /** Re-issues and replacements in the last twelve months. */
  replacedTimes12m: number
  /** Deferrals granted so far, by what was put off (order 162 art. 75): years in all and the last day. */
  deferred?: Readonly<Partial<Record<Deferral, { years: number; until: string } | undefined>>> | undefined
  /** When each class was got, those that a later one covers too; a class that is not named is as old as the licence. */
  classSince?: Readonly<Record<string, string>> | undefined
  /** Points of the points cycles that are over, the newest first. */
  cyclePoints?: readonly number[] | undefined
  /** Why and when it was cancelled, and since then the day of a passed subject 1 (order 162 art. 79). */
  cancelled?:
    | { ground: 'not-renewed' | 'no-medical' | 'other'; on: string; theoryPassedOn?: string | undefined }
    | undefined
  /** The buses that the entry 准许驾驶校车 names (order 162 art. 89). */
  schoolBus?: 'large' | 'medium' | 'small' | undefined
  reviewedOn?: string | undefined
  /** Until when the big classes may be driven beyond 63; given once, on request in the year before (order 172). */
  extendedTo?: string | undefined
}

/** What a driver on service or abroad may put off: renewal, review, medical certificate. */
export type Deferral = 'renewal' | 'review' | 'medical'

export interface VehicleRecord {
  plate: string
  plateType: string
  vin: string
  engineNo: string
  brand: string
  model: string
  vehicleType: string
  colour: string
  /** Told by the register; decides which new-energy letters the car may bear. */
  fuel?: string | undefined
  useType: string
  owner: { idNumber: string; name: string }
  registeredOn: string
  /** 正常, 抵押, 查封, 被盗抢, 注销, 达到报废标准, 海关监管 … */
  states: readonly string[]
  mortgagee?: string | undefined
  certificateNo: string
  contactMobile: string
  replacedTimes12m: number
  seats?: number | undefined
  madeOn?: string | undefined
  inspectionValidTo?: string | undefined
  /** Violations of this vehicle that are not settled; told when its state says that there are some. */
  pendingViolations?: number | undefined
  /** These two end the exemption from testing: an accident with injuries, a punished modification. */
  injuryAccident?: boolean | undefined
  illegalModification?: boolean | undefined
  /** Last day of use that the scrapping rules leave; absent where the use has none. */
  scrapOn?: string | undefined
  pledgee?: string | undefined
  ownedSince?: string | undefined
  /** When it last changed numbers with another car of its owner (order 164 art. 20). */
  swappedOn?: string | undefined
  /** Its electronic file has gone to another office (order 164 art. 18), where it is not registered yet. */
  leaving?: { to: number; toName: string; since: string } | undefined
}

/** What the lender uploaded to the network about a mortgage. */
export interface MortgageRelease {
  /** False: the lender does not report to the network, so owner and lender come to a counter together (order 164 art. 33). */
  networked: boolean
  lender: string
  /** `court`: released by a court's decision, which is examined on paper (art. 33). */
  state: 'pending' | 'released' | 'court'
}

export interface UsedCarInvoice {
  sellerIdNumber: string
  buyerName: string
  buyerIdNumber: string
  vin: string
  state: 'valid' | 'red-flushed'
}

export interface Invoice {
  invoiceNo: string
  buyerName: string
  buyerIdNumber: string
  vin: string
  priceFen: number
  issuedOn: string
  state: 'valid' | 'red-flushed'
}

export interface ConformityCertificate {
  certNo: string
  vin: string
  brand: string
  model: string
  vehicleType: string
  engineNo: string
  colour: string
  seats: number
  fuel: string
  madeOn: string
  announcementMatch: boolean
}

/** Pure electric and plug-in hybrid cars bear new-energy plates (six characters, green). */
export const isNewEnergy = (fuel: string): boolean => fuel === '纯电动' || fuel === '插电式混合动力'

/** Not used for hire, those among them that once were; their inspection cycle stays that of before (domain/checks/inspection.ts). */
export const isNonOperating = ({ useType }: Pick<VehicleRecord, 'useType'>): boolean =>
  ['非营运', '营转非', '出租转非', '预约出租转非'].includes(useType)
