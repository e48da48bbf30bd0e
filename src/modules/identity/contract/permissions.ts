import { type Role, roleNames } from './role.ts'

const leads = ['countyCommander', 'stationOfficer', 'schoolCadre'] as const satisfies Role[]
const offices = ['supervisor', 'cityBureau', 'educationOfficer'] as const satisfies Role[]

/** Permission → roles. What the three administrators may change is one administrator's each. */
export const identityPermissions = {
  'identity.area.read': roleNames,
  'identity.area.manage': ['systemAdministrator'],
  'identity.person.read': [...leads, ...offices, 'systemAdministrator', 'securityAdministrator'],
  'identity.person.manage': [...leads, 'systemAdministrator'],
  'identity.contact.read': [...leads, 'supervisor', 'educationOfficer'],
  'identity.secondment.read': ['countyCommander', 'cityBureau', 'supervisor'],
  // Only who sees both ends can second: the city for two of its counties, or for its own people.
  'identity.secondment.manage': ['cityBureau'],
  'identity.invitation.manage': leads,
  'identity.account.manage': ['systemAdministrator'],
  'identity.account.read': ['systemAdministrator', 'securityAdministrator'],
  'identity.role.manage': ['securityAdministrator'],
  'identity.audit.read': ['auditAdministrator'],
} as const satisfies Record<string, readonly Role[]>
