import { NUMBER_PLATES } from '#sandbox/world/demo-plate-cars.ts'

/** Forms of the items about choosing, exchanging and swapping numbers. */

const CONTACT = { mobile: '13800138000' }
const PICKUP = { deliveryMethod: 'pickup', pickupSite: 'main' }
const GREEN = { plateType: '52' }

export const PLATE_FORMS: Record<string, Record<string, Record<string, string | boolean>>> = {
  'plate-preselect-new': { contact: CONTACT },
  'plate-preselect-transfer': { contact: CONTACT },
  'plate-preselect-inbound': { contact: CONTACT },
  'plate-preselect-nev-exchange': { plate: GREEN, contact: CONTACT },
  'nev-plate-exchange-appointment': { plate: GREEN, contact: CONTACT, delivery: PICKUP },
  'plate-swap': { swap: { otherPlate: NUMBER_PLATES[1], bringsBoth: true }, contact: CONTACT, delivery: PICKUP },
}
