import type { KeptTable } from '../../../platform/database/keep-past.ts'

const kept = (relation: string, ...fields: string[]): KeptTable => ({
  schema: 'schools',
  relation,
  fields,
})

/** What figures use of the register; it is kept before it is corrected. */
export const keptSchool = kept('school', 'kind', 'ownership', 'boarding', 'tags', 'state')
export const keptGate = kept('gate', 'opened', 'lon', 'lat')
export const keptLink = kept('linked_officer', 'school_id', 'kind', 'state', 'starts_on', 'ends_on')
export const keptStaff = kept(
  'staff',
  'school_id',
  'person_id',
  'kind',
  'source',
  'starts_on',
  'ends_on',
)
export const keptRoom = kept(
  'police_room',
  'school_id',
  'kind',
  'lon',
  'lat',
  'active_from',
  'active_until',
)
