import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { RoleName } from './role.ts'
import { LoginName, Password, Session, Token } from './session.ts'

/** invited: waits for a password; locked: may come back; closed: for good. */
export const accountStates = ['invited', 'active', 'locked', 'closed'] as const
export const AccountState = z.enum(accountStates)
export type AccountState = z.infer<typeof AccountState>

/** State → what an administrator may make of it. `active` comes from the owner's own act. */
export const accountMoves: Readonly<Record<AccountState, readonly AccountState[]>> = {
  invited: ['closed'],
  active: ['locked', 'closed'],
  locked: ['active', 'closed'],
  closed: [],
}

/** Hours that a link lives which lets an owner choose a password. */
export const activationHours = 72

export const RoleAssignment = z.object({
  id: Id,
  role: RoleName,
  areaId: Id,
  areaName: z.string(),
  startsOn: Day,
  endsOn: Day.nullable(),
  grantedBy: Id,
  grantedAt: Instant,
})
export type RoleAssignment = z.infer<typeof RoleAssignment>

export const Account = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  loginName: z.string(),
  state: AccountState,
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  lastSignInAt: Instant.nullable(),
  createdAt: Instant,
  version: z.number().int(),
  roles: z.array(RoleAssignment),
})
export type Account = z.infer<typeof Account>

const byId = z.object({ id: Id })

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/identity/accounts',
  access: 'identity.account.read',
  summary: 'Accounts of people inside the scope, by login name',
  query: PageQuery.extend({
    state: AccountState.optional(),
    role: RoleName.optional(),
    /** Beginning of the login name, or letters or signs of the person's name. */
    search: z.string().trim().max(40).optional(),
  }),
  reply: pageOf(Account),
})

export const getAccount = endpoint({
  method: 'GET',
  path: '/api/identity/accounts/:id',
  access: 'identity.account.read',
  summary: 'One account with its roles',
  params: byId,
  reply: Account,
})

export const openAccount = endpoint({
  method: 'POST',
  path: '/api/identity/accounts',
  access: 'identity.account.manage',
  summary: 'Makes the account of a person; its owner chooses the password by a link',
  body: z.object({ id: Id, personId: Id, loginName: LoginName }),
  reply: Account,
})

export const updateAccount = endpoint({
  method: 'PATCH',
  path: '/api/identity/accounts/:id',
  access: 'identity.account.manage',
  summary: 'Locks, unlocks or closes an account; its sessions end at once',
  params: byId,
  body: z.object({ version: z.number().int(), state: AccountState }),
  reply: Account,
})

export const ActivationLink = z.object({ token: z.string(), path: z.string(), expiresAt: Instant })

export const issueActivation = endpoint({
  method: 'POST',
  path: '/api/identity/accounts/:id/activation',
  access: 'identity.account.manage',
  summary: 'A single-use link by which the owner chooses a password; older links end',
  params: byId,
  stepUp: true,
  reply: ActivationLink,
})

export const activate = endpoint({
  method: 'POST',
  path: '/api/identity/activation',
  access: 'public',
  summary: 'Chooses the password of the account that a link belongs to',
  body: z.object({ token: Token, password: Password }),
  reply: z.object({ loginName: z.string() }),
})

export const resetTotp = endpoint({
  method: 'POST',
  path: '/api/identity/accounts/:id/totp-reset',
  access: 'identity.role.manage',
  summary: 'Forgets a lost authenticator; the next sign-in enrols another, sessions end',
  params: byId,
  stepUp: true,
})

export const listAccountSessions = endpoint({
  method: 'GET',
  path: '/api/identity/accounts/:id/sessions',
  access: 'identity.account.read',
  summary: 'Open sessions of an account',
  params: byId,
  reply: z.object({ rows: z.array(Session) }),
})

export const endAccountSessions = endpoint({
  method: 'DELETE',
  path: '/api/identity/accounts/:id/sessions',
  access: 'identity.account.manage',
  summary: 'Ends every session of an account at once',
  params: byId,
  reply: z.object({ ended: z.number().int() }),
})

export const giveRole = endpoint({
  method: 'POST',
  path: '/api/identity/accounts/:id/roles',
  access: 'identity.role.manage',
  summary: 'Gives an account a role for an area',
  params: byId,
  stepUp: true,
  body: z.object({
    id: Id,
    role: RoleName,
    areaId: Id,
    startsOn: Day.optional(),
    endsOn: Day.nullable().default(null),
  }),
  reply: RoleAssignment,
})

export const takeRole = endpoint({
  method: 'DELETE',
  path: '/api/identity/roles/:id',
  access: 'identity.role.manage',
  summary: 'Takes a role back; sessions that act in it end at once',
  params: byId,
  stepUp: true,
})
