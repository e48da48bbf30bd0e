import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { contentHash } from '../../../../platform/database/content-hash.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import {
  type NewPatrol,
  type PatrolReportRecord,
  patrolCan,
  patrolTopic,
} from '../../contract/patrol.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { correctedAt } from '../check-in/check-in.rules.ts'
import { notifyPeople, touchPerson } from '../mine/notice.actions.ts'
import {
  findPatrol,
  findReport,
  findToReport,
  homeOf,
  insertPatrol,
  insertReport,
  type PatrolHome,
  type ReportedPatrol,
  type StoredPatrol,
  setPatrolState,
  walkersOf,
} from './patrol.queries.ts'

/** Gives a task and tells the phones of who shall walk it. */
export async function giveTask(work: Work, body: NewPatrol): Promise<StoredPatrol> {
  const hash = lastingHash(body)
  const before = await findPatrol(work, body.id)
  if (before) {
    if (before.contentHash !== hash.toString('hex')) throw baseProblems.conflict()
    return before
  }
  const found = await homeOf(work, body)
  if (!found) throw baseProblems.notFound()
  const { isVolunteer, ...home } = found
  if (isVolunteer) throw dutyProblems.volunteerAssigned()
  if (new Date(body.endsAt) <= work.now) throw dutyProblems.patrolPast()
  const day = localDay(new Date(body.startsAt))
  await insertPatrol(work, body, { ...home, day, contentHash: hash })
  const { postId, personId } = body
  const { countyId, areaPath } = home
  const remark = { countyId, areaPath, subjectId: body.id, field: 'note', text: body.note }
  const digests = await keepRemarks(work, [{ ...remark, personId, at: work.now }])
  const subject = { id: body.id, ...home, digests: digests.get(body.id) }
  tellOfPatrol(work, 'duty.patrol.give', subject, { postId, personId, day })
  const patrol = await getPatrol(work, body.id)
  const detail = { startsAt: patrol.startsAt, endsAt: patrol.endsAt, postId }
  const notice = { countyId, areaPath, kind: 'patrolGiven' as const, subjectId: patrol.id, detail }
  const walkers = await walkersOf(work, patrol)
  await notifyPeople(
    work,
    walkers.map((walker) => ({ ...notice, personId: walker })),
  )
  return patrol
}

/** Takes a task back that nobody reported. */
export async function withdrawTask(work: Work, id: string): Promise<StoredPatrol> {
  const patrol = await getPatrol(work, id)
  if (patrol.state === 'withdrawn') return patrol
  const change = { from: patrolCan.withdraw, to: 'withdrawn' }
  if (!(await setPatrolState(work, patrol, change))) {
    throw dutyProblems.stateForbids({ state: patrol.state })
  }
  tellOfPatrol(work, 'duty.patrol.withdraw', patrol)
  for (const walker of await walkersOf(work, patrol)) touchPerson(work, patrol.areaPath, walker)
  return getPatrol(work, id)
}

async function getPatrol(work: Work, id: string): Promise<StoredPatrol> {
  const patrol = await findPatrol(work, id)
  if (!patrol) throw baseProblems.notFound()
  return patrol
}

/** Stores the report of who walked; the first one makes the patrol done, whenever it arrives. */
export async function storeReport(work: Work, record: PatrolReportRecord, deviceNow: Date) {
  const { personId, scope, classes } = work.actor
  const patrol = await findToReport(work, record.patrolId, { personId, scope, classes })
  if (!patrol) throw baseProblems.notFound()
  const hash = lastingHash(record)
  const before = await findReport(work, patrol.countyId, record.id)
  if (before) {
    const isSame = before.contentHash === hash.toString('hex') && before.personId === personId
    if (!isSame) throw baseProblems.conflict()
    const { id, at, late } = before
    return { outcome: 'duplicate' as const, report: { id, at: at.toISOString(), late } }
  }
  if (!patrol.personKnown) throw dutyProblems.notSeconded()
  const { at } = correctedAt(new Date(record.at), deviceNow, work.now)
  const late = at > patrol.endsAt
  const report = reportOf(patrol, record, { personId, at, late, contentHash: hash })
  await insertReport(work, report)
  const digests = await keepRemarks(work, [
    { ...report, subjectId: report.id, field: 'note', text: record.note },
  ])
  await setPatrolState(work, patrol, { from: patrolCan.finish, to: 'done' })
  const { countyId, areaPath, rowClass, id } = patrol
  work.audit({
    action: 'duty.patrol.report',
    subjectKind: 'patrolReport',
    subjectId: record.id,
    countyId,
    areaPath,
    rowClass,
    detail: { patrolId: id, places: record.places.length, offline: record.offline, late },
    digests: digests.get(record.id) ?? {},
  })
  work.touch({ topic: patrolTopic, areaPath, rowClass, keys: [id] })
  touchPerson(work, areaPath, personId)
  return { outcome: 'stored' as const, report: { id: record.id, at: at.toISOString(), late } }
}

const reportOf = (
  { countyId, areaPath, rowClass, id: patrolId }: ReportedPatrol,
  { id, places, photoFileId, photoSha256, offline }: PatrolReportRecord,
  judged: { personId: string; at: Date; late: boolean; contentHash: Buffer },
) => ({
  countyId,
  areaPath,
  rowClass,
  patrolId,
  id,
  places,
  offline,
  photoFileId: photoFileId ?? null,
  photoSha256: photoSha256 ?? null,
  ...judged,
})

/** What somebody wrote is erased later, so it stands in no hash that stays (0002). */
function lastingHash({ note: _, ...lasting }: NewPatrol | PatrolReportRecord): Buffer {
  return contentHash(lasting)
}

interface ToldPatrol extends PatrolHome {
  readonly id: string
  readonly digests?: Record<string, string> | undefined
}

/** Trail and open lists. */
export function tellOfPatrol(
  work: Work,
  action: string,
  { id, countyId, areaPath, digests = {} }: ToldPatrol,
  detail: Record<string, unknown> = {},
): void {
  const subject = { subjectKind: 'patrol', subjectId: id }
  work.audit({ action, ...subject, countyId, areaPath, detail, digests })
  work.touch({ topic: patrolTopic, areaPath, rowClass: 'joint', keys: [id] })
}
