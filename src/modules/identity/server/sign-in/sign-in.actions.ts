import { localDay } from '../../../../platform/clock/zoned.ts'
import type { ProblemError } from '../../../../platform/contract/problem.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { type Role, roles } from '../../contract/role.ts'
import {
  type AccountRow,
  findAccountByLogin,
  type HeldRole,
  heldRoles,
  lockAccountByLogin,
  noteSignIn,
} from '../account/account.queries.ts'
import { type OpenedSession, openSession } from '../session/session.actions.ts'
import type { Bond } from '../session/session-token.ts'
import { countAttempt, type Trier, uncountAttempt } from './attempts.ts'
import { passwordMatches } from './password.ts'
import { acceptedStep } from './totp.ts'

export interface SignIn extends Trier {
  readonly password: string
  readonly code: string | undefined
  readonly device: Bond & { readonly name: string }
  readonly roleAssignmentId: string | undefined
}

/**
 * Opens a session, or refuses without telling what was wrong. Three steps, so that no connection
 * is held while the password is hashed: count, compare, open.
 */
export async function signInWith(ground: Ground, attempt: SignIn): Promise<OpenedSession> {
  const account = await verifiedAccount(ground, attempt)
  const outcome = await ground.database.inWork(systemBinding, (work) =>
    open(work, ground, attempt, account),
  )
  if ('problem' in outcome) throw outcome.problem
  return outcome.session
}

/** Counts the attempt and compares the password; null stands for a wrong one. */
export async function verifiedAccount(
  ground: Ground,
  { loginName, address, password }: Trier & { readonly password: string },
): Promise<AccountRow | null> {
  const { waitS, account } = await ground.database.inWork(systemBinding, async (work) => ({
    waitS: await countAttempt(work, ground.secrets, { loginName, address }),
    account: await findAccountByLogin(work, loginName),
  }))
  if (waitS > 0) throw identityProblems.signInPaused({ waitS })
  // Compared even when there is no account, so that both take the same time.
  const matches = await passwordMatches(password, account?.passwordHash ?? null)
  return matches && account ? account : null
}

type Outcome = { session: OpenedSession } | { problem: ProblemError }

/** Returns refusals instead of throwing them: what they leave in the trail must be committed. */
async function open(
  work: Work,
  ground: Ground,
  attempt: SignIn,
  verified: AccountRow | null,
): Promise<Outcome> {
  const { secrets } = ground
  const account = await lockAccountByLogin(work, attempt.loginName)
  const unchanged = verified !== null && account?.passwordHash === verified.passwordHash
  if (!account) return { problem: identityProblems.signInFailed() }
  if (!unchanged || account.state !== 'active') return refused(work, account)
  const held = await heldRoles(work, account.id, localDay(work.now))
  let step: number | null = null
  if (held.some(({ role }) => roles[role as Role].totp)) {
    if (!account.totpEnrolledAt && !(account.totpSecret && attempt.code)) {
      await uncountAttempt(work, secrets, attempt)
      return { problem: identityProblems.totpNotEnrolled() }
    }
    step = stepOf(account, attempt.code, ground)
    if (step === null) return refused(work, account)
  }
  await uncountAttempt(work, secrets, attempt)
  const chosen = attempt.roleAssignmentId ?? held[0]?.id
  const role = held.find(({ id }) => id === chosen)
  if (!role) return { problem: identityProblems.noRole() }
  return { session: await finish(work, role, attempt, step) }
}

async function finish(work: Work, role: HeldRole, { device }: SignIn, step: number | null) {
  await noteSignIn(work, role.accountId, step)
  return openSession(work, role, { ...device, byCode: step !== null })
}

/** The step of a right code that was not used before. */
export function stepOf(
  account: AccountRow,
  code: string | undefined,
  { secrets, wallClock }: Pick<Ground, 'secrets' | 'wallClock'>,
): number | null {
  if (!account.totpSecret || !code) return null
  const secret = secrets.decrypt(account.totpSecret)
  return acceptedStep(secret, code, wallClock.now(), account.totpLastStep)
}

function refused(work: Work, account: AccountRow): Outcome {
  work.audit({
    action: 'identity.session.refuse',
    subjectKind: 'account',
    subjectId: account.id,
    countyId: account.countyId,
    areaPath: account.areaPath,
  })
  return { problem: identityProblems.signInFailed() }
}
