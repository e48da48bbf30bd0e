import type { Work } from '../../../platform/database/work.ts'
import type { Sweep } from '../../../platform/jobs/sweeper.ts'
import { systemBinding } from '../../../platform/ports/actor.ts'
import type { Ground } from '../../../platform/ports/module.ts'
import { findChainHeads } from './audit/audit.queries.ts'
import { AuditAnchors } from './audit/audit-anchor.ts'
import { eraseContactsPastDate } from './person/contact.actions.ts'
import { eraseRemarksPastDate } from './person/remark.actions.ts'
import { endSecondmentsPastDate, placeGuests } from './person/secondment.actions.ts'
import { expireSessions } from './session/expire-sessions.job.ts'
import { sessionsOf } from './session/session-cache.ts'
import { forgetAttempts } from './sign-in/attempt.queries.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Longer than any window in which failures count. */
const attemptsKeptMs = 48 * hourMs

export function identitySweeps(ground: Ground): Sweep[] {
  const { database, clock } = ground
  const anchors = new AuditAnchors(ground.config.dataFolder)
  const inWork = (run: (work: Work) => Promise<number>) => () => database.inWork(systemBinding, run)
  return [
    {
      name: 'identity.anchor',
      everyMs: minuteMs,
      async run() {
        const heads = await database.inWork(systemBinding, findChainHeads)
        await anchors.note(heads, clock.now())
        // Never a full batch: a chain that grows all the time must not be noted all the time.
        return 0
      },
    },
    {
      name: 'identity.expire-sessions',
      everyMs: minuteMs,
      run: inWork((work) => expireSessions(work, sessionsOf(ground))),
    },
    { name: 'identity.erase-contacts', everyMs: hourMs, run: inWork(eraseContactsPastDate) },
    { name: 'identity.erase-remarks', everyMs: hourMs, run: inWork(eraseRemarksPastDate) },
    {
      name: 'identity.end-secondments',
      everyMs: minuteMs,
      run: inWork((work) => endSecondmentsPastDate(work, sessionsOf(ground))),
    },
    {
      name: 'identity.place-guests',
      everyMs: minuteMs,
      run: inWork((work) => placeGuests(work)),
    },
    {
      name: 'identity.forget-attempts',
      everyMs: hourMs,
      async run() {
        const before = new Date(clock.now().getTime() - attemptsKeptMs)
        await database.inWork(systemBinding, (work) => forgetAttempts(work, before))
        return 0
      },
    },
  ]
}
