import type { Role } from '../../identity/contract/role.ts'

const policeLeaders = [
  'countyCommander',
  'stationOfficer',
  'supervisor',
  'cityBureau',
] as const satisfies readonly Role[]

/** Who may read figures, open them into rows, see names in rows, and make papers of them. */
export const statisticsPermissions = {
  'statistics.read': [...policeLeaders, 'educationOfficer', 'schoolCadre'],
  'statistics.rows.read': [...policeLeaders, 'educationOfficer', 'schoolCadre'],
  'statistics.people.read': [...policeLeaders, 'schoolCadre'],
  'statistics.report.read': [...policeLeaders, 'educationOfficer'],
  'statistics.report.edit': ['countyCommander', 'cityBureau'],
  'statistics.report.sign': ['countyCommander', 'cityBureau'],
} as const satisfies Record<string, readonly Role[]>
