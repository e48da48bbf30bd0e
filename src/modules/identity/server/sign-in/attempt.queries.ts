import type { Work } from '../../../../platform/database/work.ts'
import type { Attempts } from './attempt.rules.ts'

/** Attempts of the sources, locked until the commit, in one order so that nobody deadlocks. */
export async function lockAttempts(
  work: Work,
  digests: readonly Buffer[],
): Promise<Map<string, Attempts>> {
  const ordered = [...digests].sort(Buffer.compare)
  await work.query(
    `insert into identity.sign_in_source (source_digest, failed_attempts, window_started_at)
     select d, 0, $2 from unnest($1::bytea[]) with ordinality s(d, n) order by n
     on conflict do nothing`,
    [ordered, work.now],
  )
  const rows = await work.query<Attempts & { digest: Buffer }>(
    `select source_digest as digest, failed_attempts as failed,
       window_started_at as "windowStartedAt", locked_until as "lockedUntil"
     from identity.sign_in_source where source_digest = any($1::bytea[])
     order by source_digest for update`,
    [ordered],
  )
  return new Map(rows.map(({ digest, ...attempts }) => [digest.toString('hex'), attempts]))
}

export async function saveAttempts(
  work: Work,
  digest: Buffer,
  { failed, windowStartedAt, lockedUntil }: Attempts,
): Promise<void> {
  await work.query(
    `update identity.sign_in_source
     set failed_attempts = $2, window_started_at = $3, locked_until = $4
     where source_digest = $1`,
    [digest, failed, windowStartedAt, lockedUntil],
  )
}

export async function forgetAttempts(work: Work, before: Date): Promise<number> {
  const rows = await work.query(
    `delete from identity.sign_in_source
     where window_started_at < $1 and (locked_until is null or locked_until < $1)
     returning 1`,
    [before],
  )
  return rows.length
}
