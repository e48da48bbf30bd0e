import type { Work } from '../../../../platform/database/work.ts'
import type { Secrets } from '../../../../platform/secrets/secrets.ts'
import { lockAttempts, saveAttempts } from './attempt.queries.ts'
import { attemptLimits, counted, uncounted, waitS } from './attempt.rules.ts'

/** Who tries: the name that was typed and, when known, the address it came from. */
export interface Trier {
  readonly loginName: string
  readonly address: string | null
}

/** Seconds to wait, or 0 after the attempt has been counted as one more failure. */
export async function countAttempt(work: Work, secrets: Secrets, trier: Trier): Promise<number> {
  const sources = sourcesOf(secrets, trier)
  const known = await lockAttempts(work, digestsOf(sources))
  const before = sources.map((source) => known.get(source.digest.toString('hex')) ?? null)
  const longestS = Math.max(...before.map((attempts) => waitS(attempts, work.now)))
  if (longestS > 0) return longestS
  for (const [index, { digest, limit }] of sources.entries()) {
    await saveAttempts(work, digest, counted(before[index] ?? null, work.now, limit))
  }
  return 0
}

/** The attempt was right: the name starts afresh, the address gets this one back. */
export async function uncountAttempt(work: Work, secrets: Secrets, trier: Trier): Promise<void> {
  const sources = sourcesOf(secrets, trier)
  const known = await lockAttempts(work, digestsOf(sources))
  for (const { digest, limit } of sources) {
    const before = known.get(digest.toString('hex'))
    if (!before) continue
    const isName = limit === attemptLimits.login
    const fresh = { failed: 0, windowStartedAt: work.now, lockedUntil: null }
    await saveAttempts(work, digest, isName ? fresh : uncounted(before, limit))
  }
}

const digestsOf = (sources: ReturnType<typeof sourcesOf>) => sources.map(({ digest }) => digest)

function sourcesOf(secrets: Secrets, { loginName, address }: Trier) {
  const name = { digest: secrets.digest('sign-in name', loginName), limit: attemptLimits.login }
  if (address === null) return [name]
  const digest = secrets.digest('sign-in address', address)
  return [name, { digest, limit: attemptLimits.address }]
}
