import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { AreaLevel } from './area.ts'
import { RoleName } from './role.ts'

export const sessionCookie = 'anyuan_session'

/** A console forgets after 12 h without use; an enrolled phone after 30 days or as configured. */
export const sessionLife = { consoleIdleH: 12, deviceDays: 30 } as const

/** How long a fresh password or code counts for grants, bulk export and deletion. */
export const stepUpMin = 5

export const LoginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/)
export const Password = z.string().min(10).max(200)
/** Six digits, as the authenticator shows them: a space in the middle is fine. */
export const TotpCode = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^[0-9]{6}$/))
export const Token = z.string().regex(/^[\w-]{20,100}$/)

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

export const OpenedSession = z.object({ sessionId: Id, expiresAt: Instant })

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
    /** A phone that stays signed in while it is used; of no effect for a role without a phone. */
    deviceBound: z.boolean().default(false),
    roleAssignmentId: Id.optional(),
  }),
  reply: OpenedSession,
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

export const switchRole = endpoint({
  method: 'POST',
  path: '/api/identity/switch-role',
  access: 'signedIn',
  summary: 'Acts in another of the own roles; open streams end and connect anew',
  body: z.object({ roleAssignmentId: Id }),
})

export const stepUp = endpoint({
  method: 'POST',
  path: '/api/identity/step-up',
  access: 'signedIn',
  summary: 'A fresh password or code, for what asks for it in the next five minutes',
  body: z
    .object({ password: z.string().min(1).max(200).optional(), code: TotpCode.optional() })
    .refine((body) => body.password !== undefined || body.code !== undefined),
  reply: z.object({ steppedUpUntil: Instant }),
})

export const enrolTotp = endpoint({
  method: 'POST',
  path: '/api/identity/totp-enrolment',
  access: 'public',
  summary: 'A new secret for an authenticator; the first sign-in with its code confirms it',
  body: z.object({ loginName: LoginName, password: z.string().min(1).max(200) }),
  reply: z.object({
    /** Shown as a QR code. */
    otpauthUrl: z.string(),
    /** For typing in by hand. */
    secret: z.string(),
  }),
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/identity/password',
  access: 'signedIn',
  summary: 'Chooses a new password; all other sessions end',
  body: z.object({ current: z.string().min(1).max(200), next: Password }),
})

export const Session = z.object({
  id: Id,
  accountId: Id,
  deviceName: z.string(),
  deviceBound: z.boolean(),
  role: RoleName,
  areaName: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const listOwnSessions = endpoint({
  method: 'GET',
  path: '/api/identity/sessions',
  access: 'signedIn',
  summary: 'The own sessions that are open, the last used first',
  reply: z.object({ rows: z.array(Session) }),
})

export const endOwnSession = endpoint({
  method: 'DELETE',
  path: '/api/identity/sessions/:id',
  access: 'signedIn',
  summary: 'Ends one of the own sessions at once, with its open streams',
  params: z.object({ id: Id }),
})

export const endOtherSessions = endpoint({
  method: 'POST',
  path: '/api/identity/sessions/end-others',
  access: 'signedIn',
  summary: 'Ends all own sessions but this one',
  reply: z.object({ ended: z.number().int() }),
})
