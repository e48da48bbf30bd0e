import type { Logger } from 'pino'
import type { Locale } from '../../../../platform/contract/problem.ts'
import { ProblemError } from '../../../../platform/contract/problem.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { SharedCommit } from '../../../../platform/database/shared-commit.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { issueWords } from '../../../../platform/http/issue-words.ts'
import type { Actor } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import type { PresenceRecord } from '../../contract/check-in.ts'
import type { DeploymentRecord } from '../../contract/deployment.ts'
import type { EventRecord } from '../../contract/event.ts'
import { OutboxRecord, type Receipt } from '../../contract/outbox.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { type StoredDeploymentAnswer, storeDeployments } from '../event/deployment.actions.ts'
import { type StoredPostEvent, storeEvents } from '../event/event.actions.ts'
import { findByKeysOnly } from './intake.queries.ts'
import { type Incoming, type StoredPresence, storePresences } from './presence.actions.ts'

export type IncomingRecord = Incoming<OutboxRecord>
export type StoredRecord = StoredPresence | StoredPostEvent | StoredDeploymentAnswer

/** Many phones, one commit (architecture, speed rules): each is answered after it. */
export type Intake = SharedCommit<IncomingRecord, StoredRecord>

export function createIntake(ground: Ground): Intake {
  return new SharedCommit({
    database: ground.database,
    clock: ground.clock,
    collectMs: 5,
    batchMax: 500,
    // About a minute of a city's morning; beyond it phones keep their records and come again.
    waitingMax: 20_000,
    // Two at once would wait for each other's rows (a shift's state, a county's trail) half filled.
    concurrency: 1,
    overflow: () => dutyProblems.tooBusy(),
    write: async (work, records) => {
      await findByKeysOnly(work)
      return storeRecords(work, records)
    },
  })
}

/** Stores records of any kind in the caller's transaction; one answer for each in its order. */
export async function storeRecords(
  work: Work,
  batch: readonly IncomingRecord[],
): Promise<(StoredRecord | Error)[]> {
  const presences: Incoming<PresenceRecord>[] = []
  const events: Incoming<EventRecord>[] = []
  const deployments: Incoming<DeploymentRecord>[] = []
  // Where each record's answer will be found.
  const places = batch.map(({ record, ...rest }) => {
    if (record.kind === 'event') {
      return { answers: 'events' as const, at: events.push({ ...rest, record }) - 1 }
    }
    if (record.kind === 'deployment') {
      return { answers: 'deployments' as const, at: deployments.push({ ...rest, record }) - 1 }
    }
    return { answers: 'presences' as const, at: presences.push({ ...rest, record }) - 1 }
  })
  const answers = {
    presences: await storePresences(work, presences),
    events: await storeEvents(work, events),
    deployments: await storeDeployments(work, deployments),
  }
  return places.map((place) => answers[place.answers][place.at] ?? baseProblems.busy())
}

export interface Delivery {
  readonly actor: Actor
  readonly deviceNow: Date
  readonly locale: Locale
  readonly logger: Logger
}

/** Takes a phone's records, each by itself, and says what became of each. */
export async function deliver(
  intake: Intake,
  records: readonly ({ id: string } & Record<string, unknown>)[],
  { actor, deviceNow, locale, logger }: Delivery,
): Promise<Receipt[]> {
  return Promise.all(
    records.map(async (raw): Promise<Receipt> => {
      const parsed = OutboxRecord.safeParse(raw, { error: issueWords[locale] })
      if (!parsed.success) {
        const errors = parsed.error.issues.slice(0, 10)
        const detail = errors.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
        return { id: raw.id, outcome: 'refused', code: 'request.invalid', detail }
      }
      try {
        const stored = await intake.submit({ actor, deviceNow, record: parsed.data })
        const checkIn = 'checkIn' in stored ? { checkIn: stored.checkIn } : {}
        return { id: raw.id, outcome: stored.outcome, ...checkIn }
      } catch (error) {
        if (!(error instanceof ProblemError)) {
          // One record that trips the server must not hold up the phone's others.
          logger.error({ err: error, record: raw.id }, 'record not stored')
          return { id: raw.id, outcome: 'retry', code: 'request.internal' }
        }
        return refusedReceipt(raw.id, error, locale)
      }
    }),
  )
}

function refusedReceipt(id: string, error: ProblemError, locale: Locale): Receipt {
  const { code, detail, status } = error.toProblem(locale)
  if (status >= 500) return { id, outcome: 'retry', code, detail }
  return { id, outcome: code === 'request.conflict' ? 'conflict' : 'refused', code, detail }
}
