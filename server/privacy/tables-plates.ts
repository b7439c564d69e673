import type { TableFacts } from './register.ts'

/** Plate numbers: the pools are public; who took which number is a keyed hash, or an account. */
export const plateTables: Readonly<Record<string, TableFacts>> = {
  plate_pools: { purpose: 'plates', keep: 'settings', columns: { none: 'pool type counts', digest: 'head' } },
  plate_segments: {
    purpose: 'plates',
    keep: 'log',
    columns: {
      none: 'pool pattern exclusions by_rule text notice',
      secret: 'compose_from',
      digest: 'compose_commit hash',
      pseudonym: 'made_by approved_by published_by',
    },
  },
  plate_numbers: { purpose: 'plates', keep: 'archive', columns: { vehicle: 'number', none: 'pool rule' } },
  plate_sittings: {
    purpose: 'plates',
    keep: 'archive',
    columns: { none: 'pool state', index: 'vehicle pending', vehicle: 'number data' },
  },
  plate_presses: { purpose: 'plates', keep: 'log', columns: { none: 'pool' } },
  plate_goes: { purpose: 'plates', keep: 'log', columns: { none: 'pool outcomes', vehicle: 'numbers' } },
  plate_log: { purpose: 'record', keep: 'log', columns: { none: 'pool kind', vehicle: 'body', digest: 'hash' } },
  plate_epochs: {
    purpose: 'plates',
    keep: 'log',
    columns: {
      none: 'pool suite source randomness seed',
      vehicle: 'opening',
      digest: 'snapshot_hash commit',
      secret: 'seed_sealed',
      pseudonym: 'entered_by',
    },
  },
  plate_snapshots: { purpose: 'plates', keep: 'log', columns: { none: 'pool', vehicle: 'numbers' } },
  plate_keyboards: { purpose: 'plates', keep: 'while', columns: { none: 'pool places' } },
  plate_holdings: {
    purpose: 'plates',
    keep: 'archive',
    columns: { vehicle: 'number', index: 'vehicle owner' },
  },
  plate_rights: {
    purpose: 'plates',
    keep: 'archive',
    columns: { vehicle: 'number', none: 'pool state', index: 'owner' },
  },
  plate_coolings: { purpose: 'plates', keep: 'while', columns: { vehicle: 'number' } },
  plate_blocks: {
    purpose: 'plates',
    keep: 'archive',
    columns: { vehicle: 'number', sealed: 'objection', pseudonym: 'lifted_by', words: 'lift_reason' },
  },
  plate_returns: {
    purpose: 'plates',
    keep: 'log',
    columns: { none: 'pool', vehicle: 'numbers', secret: 'minute_sealed', digest: 'minute_commit' },
  },
  plate_downtimes: { purpose: 'running', keep: 'log', columns: { none: 'cause' } },
  plate_incidents: { purpose: 'plates', keep: 'log', columns: { none: 'kind', vehicle: 'number' } },
  plate_counters: { purpose: 'plates', keep: 'archive', columns: { pseudonym: 'officer' } },
  plate_traces: { purpose: 'safety', keep: 'days', columns: { index: 'device address' } },
  plate_watches: { purpose: 'safety', keep: 'log', columns: { none: 'month', pseudonym: 'body' } },
  plate_rooms: {
    purpose: 'plates',
    keep: 'log',
    columns: { none: 'pool seed', digest: 'commit', secret: 'seed_sealed' },
  },
  plate_room_places: { purpose: 'plates', keep: 'log', columns: { index: 'vehicle' } },
}
