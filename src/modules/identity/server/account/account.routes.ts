import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type DirectCall, directRoute, type Route, route } from '../../../../platform/http/route.ts'
import { bindingOf, isSteppedUp, systemBinding } from '../../../../platform/ports/actor.ts'
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
import { everywhereAs } from '../session/everywhere.ts'
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
import { endSessionsWithoutProof, grantRole, revokeRole } from './role.actions.ts'
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
    directRoute(updateAccount, async (call) => {
      const { params, body } = call
      await onAccount(call, params.id, async (work) => {
        // A lock must be quick and is undone; a closing is for good.
        if (body.state === 'closed' && !isSteppedUp(work.actor, work.now)) {
          throw baseProblems.stepUpNeeded()
        }
        await moveAccount(work, sessionsOf(ground), params.id, body)
      })
      return inOwnScope(call, (work) => shown(work, params.id))
    }),
  ]
}

function accessRoutes(ground: Ground): Route[] {
  return [
    route(issueActivation, async ({ work, params }) => {
      const { areaId, scope } = work.actor
      const link = await issueActivationLink(work, params.id, { id: areaId, path: scope })
      return { ...link, expiresAt: link.expiresAt.toISOString() }
    }),
    // Direct: the password is hashed before a connection is taken.
    directRoute(activate, async ({ database, body }) => {
      const phc = await hashPassword(body.password)
      const loginName = await database.inWork(systemBinding, (work) =>
        activateAccount(work, sessionsOf(ground), body.token, phc),
      )
      return { loginName }
    }),
    directRoute(resetTotp, async (call) => {
      const { id } = call.params
      await onAccount(call, id, (work) => resetAccountTotp(work, sessionsOf(ground), id))
      return undefined
    }),
    route(listAccountSessions, async ({ work, params }) => {
      await shown(work, params.id)
      const rows = await listSessions(work, params.id)
      return { rows: rows.map((row) => shownSession(row, work.actor.sessionId)) }
    }),
    directRoute(endAccountSessions, (call) =>
      onAccount(call, call.params.id, async (work) => {
        const account = await findAccount(work, call.params.id)
        if (!account) throw baseProblems.notFound()
        return { ended: await endAllSessions(work, sessionsOf(ground), account) }
      }),
    ),
  ]
}

function roleRoutes(ground: Ground): Route[] {
  return [
    directRoute(giveRole, async (call) => {
      const { startsOn, ...given } = call.body
      const accountId = call.params.id
      const started = startsOn === undefined ? {} : { startsOn }
      // In the own scope: nobody gives a role beyond it, whatever areas are seen above.
      const granted = await inOwnScope(call, async (work) =>
        shownRole(work, await grantRole(work, { ...given, ...started, accountId })),
      )
      await onAccount(call, accountId, (work) =>
        endSessionsWithoutProof(work, sessionsOf(ground), accountId, given.role),
      )
      return granted
    }),
    route(takeRole, async ({ work, params }) => {
      await revokeRole(work, sessionsOf(ground), params.id)
      return undefined
    }),
  ]
}

type Acting = Pick<DirectCall<never, never, never>, 'database' | 'actor'>

function inOwnScope<T>({ database, actor }: Acting, run: (work: Work) => Promise<T>): Promise<T> {
  if (!actor) throw baseProblems.notSignedIn()
  return database.inWork(bindingOf(actor), run)
}

/**
 * The sessions of an account may act in roles beyond the administrator's scope, where row security
 * hides them: what ends them sees the whole tree, once all that is named was seen in the own scope.
 */
async function onAccount<T>(
  call: Acting,
  accountId: string,
  run: (work: Work) => Promise<T>,
): Promise<T> {
  const { database, actor } = call
  if (!actor) throw baseProblems.notSignedIn()
  await inOwnScope(call, async (work) => {
    if (!(await findAccount(work, accountId))) throw baseProblems.notFound()
  })
  return database.inWork(everywhereAs(actor), run)
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
