import { statement } from '#server/kit/db.ts'

export const setPause = statement('plate_pause', `select plate_pause($1, $2, $3)`)
export const extend = statement('plate_extend', `select plate_extend($1, $2, $3, $4)`)
