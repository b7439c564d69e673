import type { Case } from '#domain/case.ts'
import type { Product } from '#domain/products.ts'
import { plateTypes } from '#domain/rules/plates.ts'
import type { Text } from '#domain/text.ts'

export interface SheetLine {
  label: Text
  value: string
}

/** What stands on a paper (of the second set: on that of the other car), from the case's own data and from what the register answered; lines without a value are left out. */
export function sheetLines(c: Pick<Case, 'data'>, product: Product, copy = 1): SheetLine[] {
  const registered = c.data.registered ?? {}
  const facts = product === 'temporary-plate' ? temporary(registered) : registered
  return LINES[product]({ ...factsOf(c), ...(copy === 2 ? theOther(registered) : facts) })
    .filter((line): line is [string, string, string] => line[2] !== undefined && line[2] !== '')
    .map(([zh, en, value]) => ({ label: { zh, en }, value }))
}

/** File id of a new portrait; undefined when the register's own photo is printed. */
export const photoOf = (c: Pick<Case, 'data'>, product: Product): string | undefined =>
  product === 'driving-licence' ? c.data.materials['photo']?.[0] : undefined

type Facts = Readonly<Record<string, string | undefined>>
type Line = readonly [zh: string, en: string, value: string | undefined]

function factsOf({ data }: Pick<Case, 'data'>): Facts {
  const { subject, applicant } = data
  const person = { name: applicant.name, idNumber: applicant.idNumber }
  if (subject.kind === 'licence') {
    const { licence } = subject
    return {
      ...person,
      classes: licence.classes.join(''),
      fileNo: licence.fileNo,
      firstIssued: licence.firstIssued,
      validFrom: licence.validFrom,
      validTo: licence.validTo,
      office: licence.issuingOffice,
    }
  }
  if (subject.kind === 'vehicle') {
    const { vehicle } = subject
    return {
      ...person,
      name: vehicle.owner.name,
      idNumber: vehicle.owner.idNumber,
      plate: vehicle.plate,
      plateType: vehicle.plateType,
      vin: vehicle.vin,
      engineNo: vehicle.engineNo,
      brand: vehicle.brand,
      model: vehicle.model,
      vehicleType: vehicle.vehicleType,
      colour: vehicle.colour,
      useType: vehicle.useType,
      registeredOn: vehicle.registeredOn,
      certificateNo: vehicle.certificateNo,
    }
  }
  if (subject.kind === 'person') return person
  const made = subject.certificate
  return {
    ...person,
    plate: data.plate?.number,
    plateType: data.plate?.type,
    vin: subject.vin,
    engineNo: made?.engineNo,
    brand: made?.brand,
    model: made?.model,
    vehicleType: made?.vehicleType,
    colour: made?.colour,
    useType: '非营运',
  }
}

const vehicleLines = (f: Facts): Line[] => [
  ['号牌号码', 'Plate', f['plate']],
  ['所有人', 'Owner', f['name']],
  ['车辆类型', 'Vehicle type', f['vehicleType']],
  ['品牌型号', 'Brand and model', [f['brand'], f['model']].filter(Boolean).join(' ')],
  ['车辆识别代号', 'VIN', f['vin']],
  ['发动机号码', 'Engine number', f['engineNo']],
  ['车身颜色', 'Colour', f['colour']],
  ['使用性质', 'Use', f['useType']],
  ['注册日期', 'Registered on', f['registeredOn'] ?? f['validFrom']],
]

/** What the register says of the other of two cars that have swapped numbers: its own papers bear its own facts. */
const theOther = (registered: Facts): Facts => ({
  ...registered,
  ...Object.fromEntries(
    ['Plate', 'Vin', 'EngineNo', 'Brand', 'Model', 'VehicleType', 'Colour', 'UseType', 'RegisteredOn'].map((name) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      registered[`other${name}`],
    ]),
  ),
  vehicleLicenceNo: registered['otherLicenceNo'],
})

/** A temporary plate beside other papers has a number and days of its own. */
const temporary = (registered: Facts): Facts => {
  const { temporaryPlate, temporaryFrom, temporaryTo } = registered
  return temporaryPlate === undefined
    ? registered
    : { ...registered, plate: temporaryPlate, validFrom: temporaryFrom, validTo: temporaryTo }
}

/** The colour tells the blank that is to be taken. */
const plateTypeName = (code: string | undefined): string | undefined => {
  const known = plateTypes().find(({ type }) => type === code)
  return known ? `${known.name},${known.colour}(${known.type})` : code
}

const LINES: Record<Product, (facts: Facts) => Line[]> = {
  plates: (f) => [
    ['号牌号码', 'Plate', f['plate']],
    ['号牌种类', 'Plate type', plateTypeName(f['plateType'])],
    ['车辆识别代号', 'VIN', f['vin']],
  ],
  'vehicle-licence': (f) => [...vehicleLines(f), ['证芯编号', 'Licence number', f['vehicleLicenceNo']]],
  'registration-certificate': (f) => [
    ['登记证书编号', 'Certificate number', f['certificateNo']],
    ...vehicleLines(f),
    ['身份证明号码', 'Identity number', f['idNumber']],
  ],
  'inspection-mark': (f) => [
    ['号牌号码', 'Plate', f['plate']],
    ['检验有效期至', 'Inspection valid to', f['validTo']],
  ],
  'temporary-plate': (f) => [
    ['临时号牌号码', 'Temporary plate', f['plate']],
    ['车辆识别代号', 'VIN', f['vin']],
    ['品牌型号', 'Brand and model', [f['brand'], f['model']].filter(Boolean).join(' ')],
    ['有效期起', 'Valid from', f['validFrom']],
    ['有效期止', 'Valid to', f['validTo']],
  ],
  'driving-licence': (f) => [
    ['姓名', 'Name', f['name']],
    ['证号', 'Licence number', f['idNumber']],
    ['准驾车型', 'Class', f['classes']],
    ['初次领证日期', 'First issued', f['firstIssued']],
    ['有效期起', 'Valid from', f['validFrom']],
    ['有效期止', 'Valid to', f['validTo'] === 'long' ? '长期' : f['validTo']],
    ['档案编号', 'File number', f['newFileNo'] ?? f['fileNo']],
    ['发证机关', 'Issued by', f['office']],
  ],
}
