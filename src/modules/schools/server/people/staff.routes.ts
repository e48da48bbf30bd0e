import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { createPerson } from '../../../identity/index.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import {
  addStaff,
  dutyRoleOfStaff,
  endStaff,
  expiringCertificates,
  listStaff,
  type StaffKind,
  updateStaff,
} from '../../contract/staff.ts'
import { refuseOtherContent, refuseStale } from '../change.rules.ts'
import { type StoredSchool, schoolOr404 } from '../school/school.queries.ts'
import {
  endStaffEntry,
  leaveSchools,
  saveStaff,
  staffFieldsOf,
  staffFieldsWith,
} from './staff.actions.ts'
import {
  agencyOfSchool,
  certificatesUntil,
  findStaff,
  staffOfSchool,
  staffOr404,
  staffShown,
} from './staff.queries.ts'

export function staffRoutes(ground: Ground): Route[] {
  return [
    route(listStaff, async ({ work, params, query }) => {
      await schoolOr404(work, params.schoolId)
      return staffOfSchool(work, { ...query, schoolId: params.schoolId })
    }),
    route(addStaff, async ({ work, params, body: { newPersonName, ...entry } }) => {
      const school = await schoolOr404(work, params.schoolId)
      const { personId } = entry
      const present = (await findStaff(work, [entry.id])).get(entry.id)
      if (present) {
        const place = { schoolId: present.schoolId, personId: present.personId }
        const wanted = { schoolId: school.id, personId, ...staffFieldsWith(undefined, entry) }
        refuseOtherContent({ ...place, ...staffFieldsOf(present) }, wanted)
      } else {
        if (newPersonName) await enterPerson(work, school, personId, newPersonName, entry.kind)
        else await refuseEnteredTwice(work, { ...entry, schoolId: school.id })
        await saveStaff(work, [{ ...entry, schoolId: school.id }])
      }
      return staffShown(work, entry.id)
    }),
    route(updateStaff, async ({ work, params, body }) => {
      const staff = await staffOr404(work, params.staffId)
      const { schoolId, personId } = staff
      await saveStaff(work, [{ ...body, id: staff.id, schoolId, personId }])
      return staffShown(work, staff.id)
    }),
    route(endStaff, async ({ work, params, body: { version, ...end } }) => {
      const staff = await staffOr404(work, params.staffId)
      refuseStale(staff.version, version)
      await endStaffEntry(work, staff, end)
      await leaveSchools(work, ground, { places: [staff] })
      return staffShown(work, staff.id)
    }),
    route(expiringCertificates, ({ work, query: { withinDays, ...page } }) =>
      certificatesUntil(work, addDays(localDay(work.now), withinDays), page),
    ),
  ]
}

/** One person holds one place of a kind at a school, unless the first has its last day. */
async function refuseEnteredTwice(
  work: Work,
  { schoolId, personId, kind }: { schoolId: string; personId: string; kind: StaffKind },
): Promise<void> {
  const open = await staffOfSchool(work, { schoolId, kind })
  const known = open.find(({ person, endsOn }) => person.personId === personId && endsOn === null)
  if (!known) return
  const { person, startsOn } = known
  throw schoolsProblems.alreadyEntered({ name: person.name, startsOn })
}

/** Somebody whom no register knows yet becomes a person of the school. */
async function enterPerson(
  work: Work,
  school: StoredSchool,
  personId: string,
  name: string,
  kind: StaffKind,
): Promise<void> {
  const agencyId = await agencyOfSchool(work, school.areaId)
  if (!agencyId) throw schoolsProblems.personUnknown()
  await createPerson(work, { id: personId, agencyId, name, dutyRole: dutyRoleOfStaff[kind] })
}
