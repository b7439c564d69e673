/** Forms of the items about violations, appointments and information. */

const CONTACT = { mobile: '13800138000' }

export const OTHER_FORMS: Record<string, Record<string, Record<string, string | boolean>>> = {
  'counter-appointment': {
    matter: {
      matter: 'driver',
      oneToOne: true,
      signLanguage: false,
      wheelchair: false,
      largePrint: true,
      dialect: false,
    },
    contact: CONTACT,
  },
  'inspection-appointment': { car: { power: 'petrol', drive: 'front' }, contact: CONTACT },
  'onsite-vehicle-check-appointment': { purpose: { purpose: 'inbound' }, contact: CONTACT },
}
