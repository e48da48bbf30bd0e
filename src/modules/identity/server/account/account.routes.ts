import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  type Account,
  activate,
  endAccountSessions,
  getAccount,
  giveRole,
  issueActivation,
  listAccountSessions,
  listAccounts,
  openAccount,
  type RoleAssignment,
  resetTotp,
  takeRole,
  updateAccount,
} from '../../contract/account.ts'
import type { Role } from '../../contract/role.ts'
import { listSessions } from '../session/session.queries.ts'
import { sessionsOf } from '../session/session-cache.ts'
import { shownSession } from '../session/session-shown.ts'
import { hashPassword } from '../sign-in/password.ts'
import {
  activateAccount,
  createAccount,
  endAllSessions,
  issueActivationLink,
  moveAccount,
  resetAccountTotp,
} from './account.actions.ts'
import { findAccount } from './account.queries.ts'
import { findShownAccount, listAccountRows } from './account-list.queries.ts'
import { endSessionsWithoutCode, grantRole, revokeRole } from './role.actions.ts'
import { findRoleAssignment } from './role.queries.ts'

export function accountRoutes(ground: Ground): Route[] {
  return [...accountRecordRoutes(ground), ...accessRoutes(ground), ...roleRoutes(ground)]
}

function accountRecordRoutes(ground: Ground): Route[] {
  return [
    route(listAccounts, ({ work, query }) => listAccountRows(work, query, localDay(work.now))),
    route(getAccount, ({ work, params }) => shown(work, params.id)),
    route(openAccount, async ({ work, body }) => {
      await createAccount(work, { ...body, passwordHash: null })
      return shown(work, body.id)
    }),
    route(updateAccount, async ({ work, params, body }) => {
      await moveAccount(work, sessionsOf(ground), params.id, body)
      return shown(work, params.id)
    }),
  ]
}

function accessRoutes(ground: Ground): Route[] {
  return [
    route(issueActivation, async ({ work, params }) => {
      const link = await issueActivationLink(work, params.id, work.actor.areaId)
      return { ...link, expiresAt: link.expiresAt.toISOString() }
    }),
    // Direct: the password is hashed before a connection is taken.
    directRoute(activate, async ({ database, body }) => {
      const phc = await hashPassword(body.password)
      const loginName = await database.inWork(systemBinding, (work) =>
        activateAccount(work, body.token, phc),
      )
      return { loginName }
    }),
    route(resetTotp, async ({ work, params }) => {
      await resetAccountTotp(work, sessionsOf(ground), params.id)
      return undefined
    }),
    route(listAccountSessions, async ({ work, params }) => {
      await shown(work, params.id)
      const rows = await listSessions(work, params.id)
      return { rows: rows.map((row) => shownSession(row, work.actor.sessionId)) }
    }),
    route(endAccountSessions, async ({ work, params }) => {
      const account = await findAccount(work, params.id)
      if (!account) throw baseProblems.notFound()
      return { ended: await endAllSessions(work, sessionsOf(ground), account) }
    }),
  ]
}

function roleRoutes(ground: Ground): Route[] {
  return [
    route(giveRole, async ({ work, params, body }) => {
      const { startsOn, ...given } = body
      const started = startsOn === undefined ? {} : { startsOn }
      const id = await grantRole(work, { ...given, ...started, accountId: params.id })
      await endSessionsWithoutCode(work, sessionsOf(ground), params.id, body.role)
      return shownRole(work, id)
    }),
    route(takeRole, async ({ work, params }) => {
      await revokeRole(work, sessionsOf(ground), params.id)
      return undefined
    }),
  ]
}

async function shown(work: Work, id: string): Promise<Account> {
  const account = await findShownAccount(work, id, localDay(work.now))
  if (!account) throw baseProblems.notFound()
  return account
}

async function shownRole(work: Work, id: string): Promise<RoleAssignment> {
  const row = await findRoleAssignment(work, id)
  if (!row) throw baseProblems.notFound()
  return { ...row, role: row.role as Role, grantedAt: row.grantedAt.toISOString() }
}
