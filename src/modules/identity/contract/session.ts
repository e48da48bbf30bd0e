import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { AreaLevel } from './area.ts'
import { RoleName } from './role.ts'

export const sessionCookie = 'anyuan_session'

/** A console forgets after 12 h without use; an enrolled phone after 30 days. */
export const sessionLife = { consoleIdleH: 12, deviceDays: 30 } as const

export const LoginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/)
export const Password = z.string().min(10).max(200)
/** Six digits, as the authenticator shows them: a space in the middle is fine. */
export const TotpCode = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^[0-9]{6}$/))

export const RoleChoice = z.object({
  roleAssignmentId: Id,
  role: RoleName,
  areaId: Id,
  areaName: z.string(),
})

/** Who acts, as screens need it. Names of roles and permissions are texts of the screens. */
export const Me = z.object({
  accountId: Id,
  loginName: z.string(),
  person: z.object({ id: Id, name: z.string() }),
  sessionId: Id,
  deviceBound: z.boolean(),
  expiresAt: Instant,
  steppedUpUntil: Instant.nullable(),
  lastSignInAt: Instant.nullable(),
  role: RoleName,
  roleAssignmentId: Id,
  permissions: z.array(z.string()),
  classes: z.array(z.string()),
  area: z.object({
    id: Id,
    level: AreaLevel,
    name: z.string(),
    nameEn: z.string(),
    path: z.string(),
  }),
  /** Home of the rows that this person makes. */
  county: z.object({ id: Id, name: z.string(), nameEn: z.string() }),
  choices: z.array(RoleChoice),
})
export type Me = z.infer<typeof Me>

export const signIn = endpoint({
  method: 'POST',
  path: '/api/identity/sign-in',
  access: 'public',
  summary: 'Opens a session and sets its cookie; administrators and police need a code',
  body: z.object({
    loginName: LoginName,
    password: z.string().min(1).max(200),
    code: TotpCode.optional(),
    deviceName: z.string().max(120).default(''),
    /** A phone that stays signed in for 30 days. */
    deviceBound: z.boolean().default(false),
    roleAssignmentId: Id.optional(),
  }),
  reply: z.object({ sessionId: Id, expiresAt: Instant }),
})

export const signOut = endpoint({
  method: 'POST',
  path: '/api/identity/sign-out',
  access: 'signedIn',
  summary: 'Ends the own session',
})

export const me = endpoint({
  method: 'GET',
  path: '/api/identity/me',
  access: 'signedIn',
  summary: 'Who acts, in which role, where, with which permissions',
  reply: Me,
})
