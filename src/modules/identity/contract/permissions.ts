import { type Role, roleNames } from './role.ts'

const leads = ['countyCommander', 'stationOfficer', 'schoolCadre'] as const satisfies Role[]

/** Permission → roles. The three administrators share none that changes something. */
export const identityPermissions = {
  'identity.area.read': roleNames,
  'identity.area.manage': ['systemAdministrator'],
  'identity.person.read': [
    ...leads,
    'supervisor',
    'cityBureau',
    'educationOfficer',
    'systemAdministrator',
    'securityAdministrator',
  ],
  'identity.person.manage': [...leads, 'systemAdministrator'],
  'identity.contact.read': [...leads, 'supervisor', 'educationOfficer'],
  'identity.secondment.manage': ['countyCommander'],
  'identity.invitation.manage': leads,
  'identity.account.manage': ['systemAdministrator'],
  'identity.account.read': ['systemAdministrator', 'securityAdministrator'],
  'identity.role.manage': ['securityAdministrator'],
  'identity.audit.read': ['auditAdministrator'],
} as const satisfies Record<string, readonly Role[]>
