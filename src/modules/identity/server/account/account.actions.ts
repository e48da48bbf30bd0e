import { randomBytes } from 'node:crypto'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type AccountState, accountMoves, activationHours } from '../../contract/account.ts'
import type { Area } from '../../contract/area.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { findAreas } from '../area/area.queries.ts'
import { findEverywhere, findPersons } from '../person/person.queries.ts'
import { endSessions } from '../session/session.actions.ts'
import type { IdentitySessions } from '../session/session-cache.ts'
import { tokenHashOf } from '../session/session-token.ts'
import {
  type AccountRow,
  findAccountByLogin,
  insertAccount,
  lockAccount,
  saveAccountState,
  savePassword,
  saveTotpSecret,
} from './account.queries.ts'
import {
  closeActivations,
  insertInvitation,
  lockInvitation,
  markInvitationUsed,
} from './invitation.queries.ts'
import { leaveAccount } from './leaving.actions.ts'
import { holdsBeyond } from './role.actions.ts'

export interface NewAccount {
  readonly id: string
  readonly personId: string
  readonly loginName: string
  /** From `hashPassword`; null: the account waits for its owner to choose a password. */
  readonly passwordHash: string | null
  /** Set for who joins by an invitation: active without a password. */
  readonly joined?: boolean
}

/** Makes the account of a person. A repeat with the same id and content changes nothing. */
export async function createAccount(work: Work, account: NewAccount): Promise<void> {
  const person = (await findPersons(work, [account.personId])).get(account.personId)
  if (!person) throw baseProblems.notFound()
  if (person.homeCountyId) throw identityProblems.accountAtHome()
  const before = await findAccountByLogin(work, account.loginName)
  if (before?.id === account.id && before.personId === account.personId) return
  if (before) throw identityProblems.loginNameTaken({ loginName: account.loginName })
  const [known] = await findEverywhere(work, [account.personId])
  if (known?.hasAccount) throw baseProblems.duplicate({ constraint: 'identity.account_of_person' })
  await insertAccount(work, {
    id: account.id,
    personId: account.personId,
    loginName: account.loginName,
    passwordHash: account.passwordHash,
    countyId: person.countyId,
    areaPath: person.areaPath,
    state: account.passwordHash || account.joined ? 'active' : 'invited',
  })
  work.audit({
    action: 'identity.account.create',
    subjectKind: 'account',
    subjectId: account.id,
    countyId: person.countyId,
    areaPath: person.areaPath,
    detail: { personId: account.personId, loginName: account.loginName },
  })
}

/** Locks, unlocks or closes an account, for good; whoever is signed in with it is out at once. */
export async function moveAccount(
  work: Work,
  sessions: IdentitySessions,
  id: string,
  wanted: { readonly version: number; readonly state: AccountState },
): Promise<void> {
  const account = await lockAccount(work, id)
  if (!account) throw baseProblems.notFound()
  if (account.version !== wanted.version) throw baseProblems.stale({ version: account.version })
  if (!accountMoves[account.state].includes(wanted.state)) {
    throw identityProblems.accountMove({ from: account.state, to: wanted.state })
  }
  if (wanted.state === 'closed') await refuseClosing(work, account)
  await saveAccountState(work, id, wanted.state)
  tell(work, account, 'identity.account.move', { from: account.state, to: wanted.state })
  if (wanted.state === 'closed') await leaveAccount(work, sessions, id)
  if (wanted.state !== 'active') await endAllSessions(work, sessions, account)
}

/** Closing takes all roles back, for good: as little for one's own as for what lies beyond. */
async function refuseClosing(work: Work, account: AccountRow): Promise<void> {
  if (account.personId === work.actor.personId) throw identityProblems.ownRole()
  await refuseBeyond(work, account, work.actor.scope)
}

/**
 * Forgets a lost authenticator; the next sign-in enrols another. As a link does, it opens whatever
 * the account can do, so neither is for whom some of that lies beyond.
 */
export async function resetAccountTotp(
  work: Work,
  sessions: IdentitySessions,
  id: string,
): Promise<void> {
  const account = await lockAccount(work, id)
  if (!account) throw baseProblems.notFound()
  await refuseBeyond(work, account, work.actor.scope)
  await saveTotpSecret(work, id, null)
  tell(work, account, 'identity.account.totpReset', {})
  await endAllSessions(work, sessions, account)
}

async function refuseBeyond(work: Work, { personId }: AccountRow, scope: string): Promise<void> {
  if (await holdsBeyond(work, personId, scope)) throw identityProblems.accountBeyond()
}

export async function endAllSessions(
  work: Work,
  sessions: IdentitySessions,
  { id, countyId, areaPath }: AccountRow,
): Promise<number> {
  const which = { accountId: id }
  return endSessions(work, sessions, {
    which,
    reason: 'administrator',
    accountId: id,
    countyId,
    areaPath,
  })
}

const tokenBytes = 32

export interface IssuedLink {
  readonly token: string
  readonly path: string
  readonly expiresAt: Date
}

export const newLinkToken = (): string => randomBytes(tokenBytes).toString('base64url')

/** A single-use link by which the owner chooses a password; it replaces older ones. */
export async function issueActivationLink(
  work: Work,
  id: string,
  issuer: Pick<Area, 'id' | 'path'>,
): Promise<IssuedLink> {
  const account = await lockAccount(work, id)
  if (!account) throw baseProblems.notFound()
  if (account.state === 'closed') throw identityProblems.accountClosed()
  await refuseBeyond(work, account, issuer.path)
  const token = newLinkToken()
  const expiresAt = new Date(work.now.getTime() + activationHours * 3_600_000)
  await closeActivations(work, id)
  await insertInvitation(work, {
    id: newId(work.now),
    purpose: 'activate',
    accountId: id,
    personId: account.personId,
    role: null,
    areaId: issuer.id,
    areaPath: account.areaPath,
    countyId: account.countyId,
    tokenHash: tokenHashOf(token),
    invitedBy: work.binding.personId ?? account.personId,
    expiresAt,
  })
  tell(work, account, 'identity.account.activationLink', {})
  return { token, path: `/activate#${token}`, expiresAt }
}

/**
 * Chooses the password of the account behind a link; gives its login name. What was signed in with
 * an older password ends. A link opens no role that came since from beyond its issuer.
 */
export async function activateAccount(
  work: Work,
  sessions: IdentitySessions,
  token: string,
  phc: string,
): Promise<string> {
  const link = await lockInvitation(work, tokenHashOf(token))
  const usable = link?.purpose === 'activate' && link.state === 'open'
  const account = usable && link.accountId ? await lockAccount(work, link.accountId) : undefined
  if (!link || !account || account.state === 'closed') throw identityProblems.linkUnusable()
  const issuer = (await findAreas(work, [link.areaId])).get(link.areaId)
  if (!issuer || (await holdsBeyond(work, account.personId, issuer.path))) {
    throw identityProblems.linkUnusable()
  }
  await markInvitationUsed(work, link.id)
  await savePassword(work, account.id, phc)
  tell(work, account, 'identity.account.activate', {})
  const { id, countyId, areaPath, loginName } = account
  const which = { accountId: id }
  await endSessions(work, sessions, {
    which,
    reason: 'password',
    accountId: id,
    countyId,
    areaPath,
  })
  return loginName
}

function tell(work: Work, account: AccountRow, action: string, detail: Record<string, unknown>) {
  work.audit({
    action,
    subjectKind: 'account',
    subjectId: account.id,
    countyId: account.countyId,
    areaPath: account.areaPath,
    detail,
  })
}
