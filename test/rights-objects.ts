import { randomUUID } from 'node:crypto'
import type { Route } from '#api/route.ts'

type Objects = Readonly<Record<string, string>>
type Params = Record<string, string>

/** Which object the routes under a path are tried on; the first that fits counts. */
const BY_PATH: readonly [path: RegExp, params: (object: Objects) => Record<string, string | undefined>][] = [
  [/^\/api\/file-requests\//, (o) => ({ id: o['leaving'] })],
  [/^\/api\/list-exports\//, (o) => ({ id: o['listExport'] })],
  [/^\/api\/look-alarms\//, (o) => ({ id: o['lookAlarm'] })],
  [/^\/api\/officer-alarms\//, (o) => ({ id: o['officerAlarm'] })],
  [/^\/api\/differences\//, (o) => ({ id: o['difference'] })],
  [/^\/api\/production\/astray\//, (o) => ({ id: o['parcel'] })],
  [/^\/api\/production\//, (o) => ({ id: o['production'], caseId: o['made'] })],
  [/^\/api\/my\/drafts\//, (o) => ({ id: o['draft'], part: 'contact', material: 'photo' })],
  [/^\/api\/makers\//, (o) => ({ id: o['company'], batch: randomUUID(), key: randomUUID() })],
  [/^\/api\/maker-samples\//, (o) => ({ id: o['makerSample'], slot: 'photoFront' })],
  [/^\/api\/maker-measures\//, (o) => ({ id: o['makerMeasure'] })],
  [/^\/api\/maker-overview\//, (o) => ({ id: o['company'] })],
  [/^\/api\/my\/authorities\//, (o) => ({ id: o['authority'] })],
  [/^\/api\/my\/companies\//, (o) => ({ id: o['company'], member: o['member'] })],
  [/^\/api\/my\/co-signs\//, (o) => ({ id: o['coSign'] })],
  [/^\/api\/plates\/rooms\//, (o) => ({ id: o['room'] })],
  [/^\/api\/plates\/segments\//, (o) => ({ id: o['segment'] })],
  [/^\/api\/plates\/manifests\//, (o) => ({ id: o['manifest'] })],
  [/^\/api\/plates\/blocks\//, (o) => ({ id: o['block'] })],
  [/^\/api\/plates\/pools\//, () => ({ pool: '02', epoch: '1', file: 'epoch.json' })],
  [/^\/api\/my\/plates\/former\//, (o) => ({ id: o['right'] })],
  [/^\/api\/my\/cases\//, (o) => ({ id: o['case'] })],
  [/^\/api\/cases\//, (o) => ({ id: o['withPhoto'], message: o['evidence'] })],
  [/^\/api\/(my\/video\/tickets|video\/offers)\//, (o) => ({ id: o['ticket'] })],
  [/^\/api\/video\/people\//, (o) => ({ officer: o['kin'], id: o['relative'] })],
  [/^\/api\/video\/lendings\//, (o) => ({ id: o['lending'] })],
  [/^\/api\/video\/quality\//, (o) => ({ id: o['sheet'] })],
  [/^\/api\/video\/exports\//, (o) => ({ id: o['copy'], peer: 'citizen' })],
  [/^\/api\/video\/board\/lines\//, () => ({ group: 'general' })],
  [
    /^\/api\/(my\/)?video\/(sessions|recordings|guests)\//,
    (o) => ({ id: o['talk'], capture: o['ownFile'], peer: 'citizen' }),
  ],
]

const BY_NAME: Record<string, (object: Objects) => Record<string, string | undefined>> = {
  readOwnFile: (o) => ({ id: o['ownFile'] }),
  readCaseFile: (o) => ({ id: o['file'] }),
  readMessage: (o) => ({ id: o['message'] }),
  revokeSession: (o) => ({ id: o['session'] }),
  myReceipt: (o) => ({ billId: o['bill'] }),
  forWhom: () => ({ code: 'licence-replace-lost' }),
}

/** Undefined for a route that names an object this table does not know, and for one that names none. */
export function paramsFor(object: Objects, r: Route): Params | undefined {
  if (!r.path.includes(':')) return undefined
  const params = BY_PATH.find(([path]) => path.test(r.path))?.[1] ?? BY_NAME[r.name]
  return params && Object.fromEntries(Object.entries(params(object)).map(([name, value]) => [name, value ?? '']))
}
