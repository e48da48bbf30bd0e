import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { NewSecondment } from '../../contract/secondment.ts'
import { findAgencies } from '../area/agency.queries.ts'
import { findPersonAt } from './person.queries.ts'
import {
  endHostRows,
  findOpenSecondment,
  insertSecondment,
  lockSecondment,
  type SecondmentRow,
  saveHostRow,
  saveSecondmentEnd,
} from './secondment.queries.ts'

/**
 * Lets a person of one county, or of a body above, act in another: a row there with the same id,
 * which keys of that county use (docs/decisions/0001). The caller must see both ends.
 */
export async function secondPerson(work: Work, secondment: NewSecondment): Promise<void> {
  const wanted = NewSecondment.parse(secondment)
  const person = await findPersonAt(work, wanted.homeCountyId, wanted.personId)
  const agency = (await findAgencies(work, [wanted.agencyId])).get(wanted.agencyId)
  if (!person || !agency) throw baseProblems.notFound()
  if (person.homeCountyId || agency.countyId === person.countyId) {
    throw identityProblems.secondmentHome()
  }
  const row: SecondmentRow = {
    id: wanted.id,
    countyId: agency.countyId,
    areaPath: agency.areaPath,
    personId: person.id,
    homeCountyId: person.countyId,
    startsOn: wanted.startsOn,
    endsOn: wanted.endsOn,
    reason: wanted.reason,
    approvedBy: work.binding.personId ?? person.id,
  }
  const before = await lockSecondment(work, row.id)
  if (before) return repeated(before, row)
  if (await findOpenSecondment(work, row.countyId, row.personId, row.startsOn)) {
    throw identityProblems.secondmentOpen()
  }
  await saveHostRow(work, { ...agency, agencyId: agency.id }, person)
  await insertSecondment(work, row)
  const { id, startsOn, endsOn, homeCountyId } = row
  const digests = await keepRemarks(work, [
    { ...row, subjectId: id, field: 'reason', text: row.reason, at: work.now },
  ])
  const detail = { secondmentId: id, homeCountyId, startsOn, endsOn }
  tell(work, row, 'identity.secondment.create', detail, digests.get(id))
}

function repeated(before: SecondmentRow, row: SecondmentRow): void {
  const same = before.personId === row.personId && before.countyId === row.countyId
  if (!same || before.startsOn !== row.startsOn) {
    throw baseProblems.conflict()
  }
}

export async function setSecondmentEnd(work: Work, id: string, endsOn: string): Promise<void> {
  const row = await lockSecondment(work, id)
  if (!row) throw baseProblems.notFound()
  if (endsOn < row.startsOn) throw baseProblems.violated({ constraint: 'identity.secondment.end' })
  await saveSecondmentEnd(work, id, endsOn)
  tell(work, row, 'identity.secondment.end', { secondmentId: id, endsOn })
}

const batchMax = 200

/** People whose secondment is over stop counting as available there; gives how many. */
export async function endSecondmentsPastDate(work: Work): Promise<number> {
  const ended = await endHostRows(work, localDay(work.now), batchMax)
  for (const row of ended)
    tell(work, { ...row, personId: row.id }, 'identity.secondment.expire', {})
  return ended.length
}

function tell(
  work: Work,
  { personId, countyId, areaPath }: Pick<SecondmentRow, 'personId' | 'countyId' | 'areaPath'>,
  action: string,
  detail: Record<string, unknown>,
  digests: Record<string, string> = {},
): void {
  const subject = { subjectKind: 'person', subjectId: personId }
  work.audit({ action, ...subject, countyId, areaPath, detail, digests })
  work.touch({ topic: 'identity.person', areaPath, rowClass: 'joint', keys: [personId] })
}
