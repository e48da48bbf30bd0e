import { z } from 'zod'
import type { RowClass } from '../../../platform/ports/actor.ts'

/** Who a person is to the product, as the official job has it (docs/GLOSSARY.md). */
export const roles = {
  countyCommander: { classes: ['joint', 'police'], console: true, phone: true, totp: true },
  stationOfficer: { classes: ['joint', 'police'], console: true, phone: true, totp: true },
  auxiliary: { classes: ['joint', 'police'], console: false, phone: true, totp: true },
  supervisor: { classes: ['joint', 'police'], console: true, phone: true, totp: true },
  cityBureau: { classes: ['joint', 'police'], console: true, phone: false, totp: true },
  educationOfficer: { classes: ['joint', 'education'], console: true, phone: false, totp: false },
  schoolCadre: { classes: ['joint', 'school'], console: true, phone: true, totp: false },
  guard: { classes: ['joint', 'school'], console: false, phone: true, totp: false },
  dutyTeacher: { classes: ['joint', 'school'], console: false, phone: true, totp: false },
  volunteer: { classes: ['joint'], console: false, phone: true, totp: false },
  legalVicePrincipal: { classes: ['joint'], console: false, phone: true, totp: false },
  systemAdministrator: { classes: ['joint'], console: true, phone: false, totp: true },
  securityAdministrator: { classes: ['joint'], console: true, phone: false, totp: true },
  auditAdministrator: { classes: ['joint'], console: true, phone: false, totp: true },
} as const satisfies Record<
  string,
  { classes: readonly RowClass[]; console: boolean; phone: boolean; totp: boolean }
>

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]
export const RoleName = z.enum(roleNames)

/**
 * 三员: accounts, permissions and logs are three persons' work. Nobody holds two of these, nor one
 * of these together with a role in the field.
 */
export const separatedAdministrators = [
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
] as const satisfies readonly Role[]

/** Roles that work at a county or above see all of it; a station's see the station. */
export const policeRoles = [
  'countyCommander',
  'stationOfficer',
  'auxiliary',
  'supervisor',
  'cityBureau',
] as const satisfies readonly Role[]
