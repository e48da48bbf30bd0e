import type { Work } from '../../../../../platform/database/work.ts'
import type { DutyRole } from '../../../../identity/contract/person.ts'
import type { Skill } from '../../../../identity/contract/skill.ts'
import { changePerson, createPeople } from '../../../../identity/index.ts'
import { type StaffToSave, saveStaff } from '../../people/staff.actions.ts'
import type { WrittenChange } from '../import-subject.ts'

/** What an import changes about somebody who is known already. */
export interface PersonFields {
  readonly badge: string | null
  readonly skills: Skill[]
  readonly maxDutiesPerWeek: number | null
}

export interface PersonToWrite {
  readonly id: string
  readonly agencyId: string
  readonly name: string
  readonly dutyRole: DutyRole
  readonly fields: PersonFields
  readonly present: { readonly version: number; readonly fields: PersonFields } | null
  readonly isChanged: boolean
}

/** Enters new people, corrects known ones, and gives both their places at schools. */
export async function writePeople(
  work: Work,
  people: readonly PersonToWrite[],
  staff: readonly StaffToSave[],
): Promise<WrittenChange[]> {
  // Somebody with two places at a school stands in two rows.
  const each = [...new Set(people)]
  const news = each.filter(({ present }) => present === null)
  await createPeople(
    work,
    news.map(({ id, agencyId, name, dutyRole, fields }) => ({
      id,
      agencyId,
      name,
      dutyRole,
      badge: fields.badge,
      skills: [...fields.skills],
      ...(fields.maxDutiesPerWeek === null ? {} : { maxDutiesPerWeek: fields.maxDutiesPerWeek }),
    })),
  )
  const created = news.map(({ id }) => personChange(id, 'created', null, 1))
  const changed: WrittenChange[] = []
  for (const { id, fields, present, isChanged } of each) {
    if (!present || !isChanged) continue
    const { version } = present
    await changePerson(work, id, { ...changeOf(fields), version })
    changed.push(personChange(id, 'updated', present.fields, version + 1))
  }
  const saved = await saveStaff(work, staff)
  const places = saved.places.flatMap(({ id, change, before, version }): WrittenChange[] =>
    change === 'unchanged'
      ? []
      : [{ subjectKind: 'staff', subjectId: id, change, before, versionAfter: version }],
  )
  const roles = saved.rolesBack.map((subjectId): WrittenChange => {
    return { subjectKind: 'role', subjectId, change: 'updated', before: null, versionAfter: 0 }
  })
  return [...created, ...changed, ...places, ...roles]
}

const personChange = (
  subjectId: string,
  change: WrittenChange['change'],
  before: PersonFields | null,
  versionAfter: number,
): WrittenChange => ({ subjectKind: 'person', subjectId, change, before, versionAfter })

export const changeOf = ({ badge, skills, maxDutiesPerWeek }: PersonFields) => ({
  badge,
  skills: [...skills],
  ...(maxDutiesPerWeek === null ? {} : { maxDutiesPerWeek }),
})
