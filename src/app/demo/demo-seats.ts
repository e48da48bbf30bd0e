import type { Role } from '../../modules/identity/contract/role.ts'
import type { CountyPlan, PlannedPerson } from './county-plan.ts'
import { type Random, randomFrom } from './random.ts'

/** Ids of the areas above the county and of the county's own bodies; the same at each build. */
export interface CountyIds {
  readonly country: string
  readonly province: string
  readonly city: string
  readonly county: string
  readonly cityPolice: string
  readonly countyPolice: string
  readonly education: string
}

export function countyIds(seed: number): CountyIds {
  const random = randomFrom(seed ^ 0x5eed)
  return {
    country: random.id(),
    province: random.id(),
    city: random.id(),
    county: random.id(),
    cityPolice: random.id(),
    countyPolice: random.id(),
    education: random.id(),
  }
}

export interface Seat {
  readonly person: PlannedPerson
  readonly role: Role
  readonly areaId: string
}

export interface NamedSeat extends Seat {
  readonly loginName: string
  readonly title: string
  /** Set for people who are not in the plan. */
  readonly agencyId?: string
}

/** One account of each role, to look at the county from everywhere. */
export function namedSeats(plan: CountyPlan, ids: CountyIds, random: Random): NamedSeat[] {
  return [...policeSeats(plan, ids, random), ...schoolSeats(plan), ...separatedSeats(ids, random)]
}

function policeSeats(plan: CountyPlan, ids: CountyIds, random: Random): NamedSeat[] {
  const [station] = plan.stations
  const [officer, auxiliary] = [station?.officers[0], station?.auxiliaries[0]]
  if (!station || !officer || !auxiliary) throw new Error('The first station lacks people.')
  const county = { areaId: ids.county }
  const here = { areaId: station.areaId }
  const bureau = { ...nobody('章行知', random), agencyId: ids.cityPolice, areaId: ids.city }
  return [
    {
      loginName: 'commander',
      title: '县局值班指挥',
      role: 'countyCommander',
      person: plan.commander,
      ...county,
    },
    { loginName: 'officer', title: '派出所民警', role: 'stationOfficer', person: officer, ...here },
    { loginName: 'auxiliary', title: '派出所辅警', role: 'auxiliary', person: auxiliary, ...here },
    {
      loginName: 'supervisor',
      title: '县局督察',
      role: 'supervisor',
      person: plan.supervisor,
      ...county,
    },
    { loginName: 'city', title: '市局治安支队', role: 'cityBureau', ...bureau },
    {
      loginName: 'education',
      title: '教育局安全科',
      role: 'educationOfficer',
      person: plan.educationOfficer,
      ...county,
    },
  ]
}

function schoolSeats(plan: CountyPlan): NamedSeat[] {
  const school = plan.schools.find(({ gates, kind }) => kind === 'primary' && gates[0]?.postId)
  const [cadre, guard] = [school?.cadres[0], school?.guards[0]]
  const [teacher, volunteer] = [school?.teachers[0], school?.volunteers[0]]
  if (!school || !cadre || !guard || !teacher || !volunteer) {
    throw new Error('The first manned primary school lacks people.')
  }
  const areaId = school.id
  return [
    { loginName: 'cadre', title: '学校保卫干部', role: 'schoolCadre', person: cadre, areaId },
    { loginName: 'guard', title: '学校保安员', role: 'guard', person: guard, areaId },
    { loginName: 'teacher', title: '值班教师', role: 'dutyTeacher', person: teacher, areaId },
    { loginName: 'volunteer', title: '家长志愿者', role: 'volunteer', person: volunteer, areaId },
  ]
}

/** 三员: three persons, and none of them with a role in the field. */
function separatedSeats(ids: CountyIds, random: Random): NamedSeat[] {
  const at = { agencyId: ids.countyPolice, areaId: ids.county }
  return [
    {
      loginName: 'system',
      title: '系统管理员',
      role: 'systemAdministrator',
      ...nobody('贺清言', random),
      ...at,
    },
    {
      loginName: 'security',
      title: '安全管理员',
      role: 'securityAdministrator',
      ...nobody('任知远', random),
      ...at,
    },
    {
      loginName: 'audit',
      title: '审计管理员',
      role: 'auditAdministrator',
      ...nobody('苗以诚', random),
      ...at,
    },
  ]
}

const nobody = (name: string, random: Random) => ({
  person: { id: random.id(), name, dutyRole: 'none' as const, skills: [] },
})

/** Everybody who stands at a gate, but for those whose part a visitor plays. */
export function gateSeats(plan: CountyPlan, ids: CountyIds): Seat[] {
  const played = new Set(namedSeats(plan, ids, randomFrom(1)).map(({ person }) => person.id))
  const seat = (role: Role, areaId: string) => (person: PlannedPerson) => ({ person, role, areaId })
  return [
    ...plan.brigade.map(seat('supervisor', ids.county)),
    ...plan.stations.flatMap(({ areaId, officers, auxiliaries }) => [
      ...officers.map(seat('stationOfficer', areaId)),
      ...auxiliaries.map(seat('auxiliary', areaId)),
    ]),
    ...plan.schools
      .filter(({ gates }) => gates.some(({ postId }) => postId))
      .flatMap(({ id, cadres, guards, teachers, volunteers }) => [
        ...cadres.map(seat('schoolCadre', id)),
        ...guards.map(seat('guard', id)),
        ...teachers.map(seat('dutyTeacher', id)),
        ...volunteers.map(seat('volunteer', id)),
      ]),
  ].filter(({ person }) => !played.has(person.id))
}
