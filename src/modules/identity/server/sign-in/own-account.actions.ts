import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Actor, systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import type { Secrets } from '../../../../platform/secrets/secrets.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { stepUpMin } from '../../contract/session.ts'
import {
  type AccountRow,
  findAccount,
  lockAccount,
  noteTotpStep,
  savePassword,
  saveTotpSecret,
} from '../account/account.queries.ts'
import { everywhereAs } from '../session/everywhere.ts'
import { endSessions } from '../session/session.actions.ts'
import { saveStepUp } from '../session/session.queries.ts'
import { sessionsOf } from '../session/session-cache.ts'
import { countAttempt, type Trier, uncountAttempt } from './attempts.ts'
import { hashPassword, passwordMatches } from './password.ts'
import { stepOf, verifiedAccount } from './sign-in.actions.ts'
import { newTotpSecret, totpEnrolment } from './totp.ts'

/** The name that an authenticator shows above the code. */
const issuer = 'Anyuan'

export interface Proof {
  readonly password?: string | undefined
  readonly code?: string | undefined
}

/** Counts an attempt of somebody signed in; refuses while that person must wait. */
async function attempted(ground: Ground, actor: Actor): Promise<AccountRow> {
  const { account, waitS } = await ground.database.inWork(everywhereAs(actor), async (work) => {
    const found = await findAccount(work, actor.accountId)
    if (!found) throw baseProblems.notSignedIn()
    return { account: found, waitS: await countAttempt(work, ground.secrets, ownTrier(found)) }
  })
  if (waitS > 0) throw identityProblems.signInPaused({ waitS })
  return account
}

const ownTrier = ({ loginName }: AccountRow): Trier => ({ loginName, address: null })

/** The account as it was when the proof was given, or a refusal if it changed meanwhile. */
async function unchanged(work: Work, before: AccountRow): Promise<AccountRow> {
  const account = await lockAccount(work, before.id)
  if (account?.passwordHash !== before.passwordHash) throw identityProblems.checkFailed()
  return account
}

/** Opens the minutes in which the session may grant, export in bulk and delete. */
export async function stepUpSession(
  ground: Ground,
  actor: Actor,
  { password, code }: Proof,
): Promise<Date> {
  const before = await attempted(ground, actor)
  const byPassword =
    password !== undefined && (await passwordMatches(password, before.passwordHash))
  return ground.database.inWork(everywhereAs(actor), async (work) => {
    const account = await unchanged(work, before)
    const enrolled = account.totpEnrolledAt !== null
    const step = enrolled ? stepOf(account, code, ground) : null
    if (!byPassword && step === null) throw identityProblems.checkFailed()
    if (step !== null) await noteTotpStep(work, account.id, step)
    await uncountAttempt(work, ground.secrets, ownTrier(account))
    const until = new Date(work.now.getTime() + stepUpMin * 60_000)
    await saveStepUp(work, actor.sessionId, { until, byCode: step !== null })
    work.afterCommit(() => sessionsOf(ground).forget(actor.sessionId))
    work.audit({
      action: 'identity.session.stepUp',
      subjectKind: 'session',
      subjectId: actor.sessionId,
      countyId: account.countyId,
      areaPath: account.areaPath,
    })
    return until
  })
}

export async function changeOwnPassword(
  ground: Ground,
  actor: Actor,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  const before = await attempted(ground, actor)
  if (!(await passwordMatches(current, before.passwordHash))) throw identityProblems.checkFailed()
  const phc = await hashPassword(next)
  await ground.database.inWork(everywhereAs(actor), async (work) => {
    const { id, countyId, areaPath } = await unchanged(work, before)
    await uncountAttempt(work, ground.secrets, ownTrier(before))
    await savePassword(work, id, phc)
    const subject = { subjectKind: 'account', subjectId: id }
    work.audit({ action: 'identity.account.password', ...subject, countyId, areaPath })
    await endSessions(work, sessionsOf(ground), {
      which: { accountId: id, exceptId: actor.sessionId },
      reason: 'password',
      accountId: id,
      countyId,
      areaPath,
    })
  })
}

/**
 * A new secret for an account without a confirmed authenticator. Whoever calls knows the password;
 * a secret that was confirmed by a sign-in is only replaced after a reset.
 */
export async function startTotpEnrolment(
  ground: Ground,
  trier: Trier & { readonly password: string },
): Promise<{ otpauthUrl: string; secret: string }> {
  const verified = await verifiedAccount(ground, trier)
  if (verified?.state !== 'active') throw identityProblems.signInFailed()
  return ground.database.inWork(systemBinding, async (work) => {
    const account = await lockAccount(work, verified.id)
    if (account?.passwordHash !== verified.passwordHash) throw identityProblems.signInFailed()
    await uncountAttempt(work, ground.secrets, trier)
    if (account.totpEnrolledAt) throw identityProblems.totpAlreadyEnrolled()
    return presetTotp(work, ground.secrets, account.id)
  })
}

/** Gives an account a secret whose first used code confirms it. */
export async function presetTotp(
  work: Work,
  secrets: Secrets,
  accountId: string,
): Promise<{ otpauthUrl: string; secret: string }> {
  const account = await lockAccount(work, accountId)
  if (!account) throw baseProblems.notFound()
  const secret = newTotpSecret()
  await saveTotpSecret(work, account.id, secrets.encrypt(secret))
  work.audit({
    action: 'identity.account.totp',
    subjectKind: 'account',
    subjectId: account.id,
    countyId: account.countyId,
    areaPath: account.areaPath,
  })
  return totpEnrolment(secret, account.loginName, issuer)
}
