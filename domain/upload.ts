import { services } from './services/index.ts'

/** What a picture may be uploaded for: a material some service asks for, or a document an officer asked for in a call. */
export const UPLOAD_PURPOSES: readonly string[] = [
  ...new Set(services.flatMap((service) => service.materials.filter((m) => m.how === 'upload').map((m) => m.code))),
  'document',
]

/** The photo that is printed on a driving licence has rules of its own. */
export const LICENCE_PHOTO = 'photo'

/** Uploads of one person in 24 hours. */
export const UPLOADS_A_DAY = 30
