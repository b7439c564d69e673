import { statement } from '#server/kit/db.ts'

export const declaredFor = statement<{ person: string }>(
  'case_kin_declared',
  `select person from video_relatives where officer = $1
    union select p.id from officers o join people p on p.id_index = o.person_index where o.id = $1`,
)
