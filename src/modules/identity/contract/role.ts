import { z } from 'zod'
import type { RowClass } from '../../../platform/contract/row-class.ts'
import type { AreaLevel } from './area.ts'

const aboveCounty = ['country', 'province', 'city'] as const
const aboveStation = [...aboveCounty, 'county'] as const

/** Who a person is to the product, as the official job has it (docs/GLOSSARY.md). */
export const roles = {
  countyCommander: {
    classes: ['joint', 'police'],
    console: true,
    phone: true,
    totp: true,
    levels: ['county'],
  },
  stationOfficer: {
    classes: ['joint', 'police'],
    console: true,
    phone: true,
    totp: true,
    levels: ['station'],
  },
  auxiliary: {
    classes: ['joint', 'police'],
    console: false,
    phone: true,
    totp: true,
    levels: ['station'],
  },
  supervisor: {
    classes: ['joint', 'police'],
    console: true,
    phone: true,
    totp: true,
    levels: aboveStation,
  },
  cityBureau: {
    classes: ['joint', 'police'],
    console: true,
    phone: true,
    totp: true,
    levels: aboveCounty,
  },
  educationOfficer: {
    classes: ['joint', 'education'],
    console: true,
    phone: false,
    totp: false,
    levels: ['province', 'city', 'county'],
  },
  schoolCadre: {
    classes: ['joint', 'school'],
    console: true,
    phone: true,
    totp: false,
    levels: ['school'],
  },
  guard: {
    classes: ['joint', 'school'],
    console: false,
    phone: true,
    totp: false,
    levels: ['school'],
  },
  dutyTeacher: {
    classes: ['joint', 'school'],
    console: false,
    phone: true,
    totp: false,
    levels: ['school'],
  },
  volunteer: { classes: ['joint'], console: false, phone: true, totp: false, levels: ['school'] },
  legalVicePrincipal: {
    classes: ['joint'],
    console: false,
    phone: true,
    totp: false,
    levels: ['school'],
  },
  systemAdministrator: {
    classes: ['joint'],
    console: true,
    phone: false,
    totp: true,
    levels: aboveStation,
  },
  securityAdministrator: {
    classes: ['joint'],
    console: true,
    phone: false,
    totp: true,
    levels: aboveStation,
  },
  auditAdministrator: {
    classes: ['joint'],
    console: true,
    phone: false,
    totp: true,
    levels: aboveStation,
  },
} as const satisfies Record<
  string,
  {
    classes: readonly RowClass[]
    console: boolean
    phone: boolean
    /** Signing in asks for a code of the authenticator. */
    totp: boolean
    /** Levels of areas that the role can be given for. */
    levels: readonly AreaLevel[]
  }
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

/** Roles that join by a link or QR code instead of an account made in an office. */
export const invitedRoles = ['guard', 'dutyTeacher', 'volunteer'] as const satisfies readonly Role[]

export const isInvitedRole = (role: string): boolean => invitedRoles.some((one) => one === role)

export const isSeparatedAdministrator = (role: string): boolean =>
  separatedAdministrators.some((one) => one === role)

/** Why the roles may not be one person's, or null: an administrator holds one kind of role. */
export function clashingRoles(held: readonly string[]): [string, string] | null {
  for (const role of held) {
    if (!isSeparatedAdministrator(role)) continue
    const other = held.find((one) => one !== role)
    if (other !== undefined) return [role, other]
  }
  return null
}
