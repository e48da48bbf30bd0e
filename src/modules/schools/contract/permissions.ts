import type { Role } from '../../identity/contract/role.ts'

const readers = [
  'countyCommander',
  'stationOfficer',
  'auxiliary',
  'supervisor',
  'cityBureau',
  'educationOfficer',
  'schoolCadre',
] as const satisfies readonly Role[]

/** Permission → roles. The register is the county's; a school keeps its own times and people. */
export const schoolsPermissions = {
  'schools.read': [...readers, 'guard', 'dutyTeacher', 'legalVicePrincipal', 'systemAdministrator'],
  'schools.history.read': [
    'countyCommander',
    'stationOfficer',
    'supervisor',
    'cityBureau',
    'educationOfficer',
    'schoolCadre',
    'systemAdministrator',
  ],
  'schools.edit': ['countyCommander', 'systemAdministrator'],
  /** Bureaus hand in the tables that they keep. */
  'schools.import': ['countyCommander', 'educationOfficer', 'systemAdministrator'],
  'schools.export': [
    'countyCommander',
    'stationOfficer',
    'supervisor',
    'cityBureau',
    'educationOfficer',
    'systemAdministrator',
  ],
  'schools.place.edit': ['countyCommander', 'stationOfficer', 'systemAdministrator'],
  'schools.bell.edit': [
    'countyCommander',
    'educationOfficer',
    'schoolCadre',
    'systemAdministrator',
  ],
  'schools.calendar.edit': [
    'countyCommander',
    'educationOfficer',
    'schoolCadre',
    'systemAdministrator',
  ],
  'schools.link.edit': ['countyCommander', 'stationOfficer'],
  'schools.link.approve': ['countyCommander'],
  'schools.contact.write': ['countyCommander', 'stationOfficer', 'auxiliary', 'supervisor'],
  'schools.room.edit': ['countyCommander', 'stationOfficer'],
  'schools.room.log': ['countyCommander', 'stationOfficer', 'auxiliary', 'guard'],
  'schools.staff.read': [
    'countyCommander',
    'stationOfficer',
    'supervisor',
    'cityBureau',
    'educationOfficer',
    'schoolCadre',
    'systemAdministrator',
  ],
  'schools.staff.edit': ['countyCommander', 'schoolCadre', 'systemAdministrator'],
  'schools.upkeep.edit': ['countyCommander', 'schoolCadre'],
  'schools.gateCode.show': ['schoolCadre', 'guard', 'dutyTeacher'],
} as const satisfies Record<string, readonly Role[]>
