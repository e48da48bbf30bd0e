import type { DutyRole } from '../src/modules/identity/contract/person.ts'
import type { Role } from '../src/modules/identity/contract/role.ts'
import {
  createAccount,
  createAgency,
  createAreas,
  createPeople,
  grantRole,
  hashPassword,
} from '../src/modules/identity/index.ts'
import { heldRoles } from '../src/modules/identity/server/account/account.queries.ts'
import { openSession } from '../src/modules/identity/server/session/session.actions.ts'
import { localDay } from '../src/platform/clock/zoned.ts'
import { newId } from '../src/platform/database/new-id.ts'
import type { Work } from '../src/platform/database/work.ts'
import { buildSchools, type WorldSchool } from './world-schools.ts'

/** An account in one role, signed in. */
export interface Seat {
  readonly role: Role
  readonly areaId: string
  readonly areaPath: string
  readonly countyId: string
  readonly accountId: string
  readonly personId: string
  readonly loginName: string
  readonly sessionId: string
  readonly token: string
}

export interface WorldArea {
  readonly id: string
  readonly path: string
  readonly countyId: string
}

export interface WorldPerson {
  readonly id: string
  readonly name: string
  readonly dutyRole: DutyRole
  readonly areaId: string
}

export const areaKeys = [
  'country',
  'province',
  'cityA',
  'cityB',
  'countyA',
  'countyB',
  'countyC',
  'stationA1',
  'stationA2',
  'stationB1',
  'stationB2',
  'stationC1',
  'schoolA1',
  'schoolA2',
  'schoolB1',
  'schoolB2',
  'schoolC1',
] as const
export type AreaKey = (typeof areaKeys)[number]

export type SchoolKey = Extract<AreaKey, `school${string}`>

export interface World {
  readonly ids: {
    readonly areas: Readonly<Record<AreaKey, WorldArea>>
    /** Agency of each area that has one. */
    readonly agencies: Readonly<Partial<Record<AreaKey, string>>>
    /** People by area: 3 police and 2 auxiliaries a station; 1 cadre, 2 guards … a school. */
    readonly people: Readonly<Partial<Record<AreaKey, readonly WorldPerson[]>>>
    /** Register entries of the school areas, each with a gate and bells 08:00-16:30. */
    readonly schools: Readonly<Record<SchoolKey, WorldSchool>>
  }
  readonly seats: readonly Seat[]
}

/** The password of every account of a test. */
export const testPassword = 'correct horse battery'
let passwordHash: Promise<string> | null = null
/** Hashed cheaply, which each sign-in of a test saves 0.2 s: a hash carries what it costs. */
export const testPasswordHash = (): Promise<string> => {
  passwordHash ??= hashPassword(testPassword, { logN: 4, blockSize: 8, parallel: 1 })
  return passwordHash
}

interface Place {
  readonly key: AreaKey
  readonly parent: AreaKey | null
  readonly level: 'country' | 'province' | 'city' | 'county' | 'station' | 'school'
  readonly code?: string
  readonly name: string
}

/** Invented places; the codes lie in a province number that no register uses. */
const places: readonly Place[] = [
  { key: 'country', parent: null, level: 'country', name: '中国' },
  { key: 'province', parent: 'country', level: 'province', code: '990000', name: '云岭省' },
  { key: 'cityA', parent: 'province', level: 'city', code: '990100', name: '安宁川市' },
  { key: 'cityB', parent: 'province', level: 'city', code: '990200', name: '临江川市' },
  { key: 'countyA', parent: 'cityA', level: 'county', code: '990121', name: '安和县' },
  { key: 'countyB', parent: 'cityA', level: 'county', code: '990122', name: '永乐县' },
  { key: 'countyC', parent: 'cityB', level: 'county', code: '990221', name: '临溪县' },
  { key: 'stationA1', parent: 'countyA', level: 'station', name: '城关派出所' },
  { key: 'stationA2', parent: 'countyA', level: 'station', name: '河西派出所' },
  { key: 'stationB1', parent: 'countyB', level: 'station', name: '永乐派出所' },
  { key: 'stationB2', parent: 'countyB', level: 'station', name: '东山派出所' },
  { key: 'stationC1', parent: 'countyC', level: 'station', name: '临溪派出所' },
  { key: 'schoolA1', parent: 'stationA1', level: 'school', name: '安和县第一小学' },
  { key: 'schoolA2', parent: 'stationA2', level: 'school', name: '河西中学' },
  { key: 'schoolB1', parent: 'stationB1', level: 'school', name: '永乐县实验小学' },
  { key: 'schoolB2', parent: 'stationB2', level: 'school', name: '东山中学' },
  { key: 'schoolC1', parent: 'stationC1', level: 'school', name: '临溪县中心小学' },
]

const dutyTeams: Readonly<Partial<Record<Place['level'], readonly DutyRole[]>>> = {
  station: ['police', 'police', 'police', 'auxiliary', 'auxiliary'],
  school: [
    'cadre',
    'guard',
    'guard',
    'staff',
    'staff',
    'volunteer',
    'volunteer',
    'volunteer',
    'volunteer',
  ],
}

/** Where each role has its place, and the part at a gate of the person who holds it. */
const seatsOfLevel: Readonly<Partial<Record<Place['level'], readonly [Role, DutyRole][]>>> = {
  city: [['cityBureau', 'none']],
  county: [
    ['countyCommander', 'none'],
    ['supervisor', 'none'],
    ['educationOfficer', 'none'],
    ['systemAdministrator', 'none'],
    ['securityAdministrator', 'none'],
    ['auditAdministrator', 'none'],
  ],
  station: [
    ['stationOfficer', 'police'],
    ['auxiliary', 'auxiliary'],
  ],
  school: [
    ['schoolCadre', 'cadre'],
    ['guard', 'guard'],
    ['dutyTeacher', 'staff'],
    ['volunteer', 'volunteer'],
    ['legalVicePrincipal', 'none'],
  ],
}

/** Fills an empty database through the product's own functions, in one transaction. */
export async function buildWorld(work: Work): Promise<World> {
  named = 0
  const areas = await buildAreas(work)
  const agencies: Partial<Record<AreaKey, string>> = {}
  const people: Partial<Record<AreaKey, WorldPerson[]>> = {}
  const seats: Seat[] = []
  for (const place of places.filter(({ level }) => level !== 'country' && level !== 'province')) {
    const area = areas[place.key]
    const agency = await createAgency(work, {
      id: newId(work.now),
      areaId: area.id,
      kind: place.level === 'school' ? 'school' : 'police',
      name: place.name,
    })
    agencies[place.key] = agency.id
    const team = await buildPeople(work, place, area, agency.id)
    people[place.key] = team
    seats.push(...(await buildSeats(work, place, area, team)))
  }
  const schools = await buildSchools(work, areas)
  return { ids: { areas, agencies, people, schools }, seats }
}

async function buildAreas(work: Work): Promise<Record<AreaKey, WorldArea>> {
  const ids = new Map(places.map(({ key }) => [key, newId(work.now)]))
  const made = await createAreas(
    work,
    places.map(({ key, parent, level, code, name }) => ({
      id: ids.get(key) ?? '',
      parentId: parent ? (ids.get(parent) ?? null) : null,
      level,
      ...(code ? { code } : {}),
      name,
    })),
  )
  const entries = places.map(({ key }, index) => [key, made[index]])
  return Object.fromEntries(entries) as Record<AreaKey, WorldArea>
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const givenNames = [
  '安',
  '宁',
  '和',
  '平',
  '川',
  '岚',
  '溪',
  '云',
  '禾',
  '松',
  '柏',
  '青',
  '远',
  '明',
]
let named = 0

/** Names that come out the same in each run, and nobody's in particular. */
function nextName(): string {
  named += 1
  const given = givenNames[(named * 5) % givenNames.length] ?? ''
  return `${surnames[named % surnames.length]}${given}${givenNames[named % givenNames.length]}`
}

async function buildPeople(
  work: Work,
  { level }: Place,
  area: WorldArea,
  agencyId: string,
): Promise<WorldPerson[]> {
  const alone = (seatsOfLevel[level] ?? []).filter(([, dutyRole]) => dutyRole === 'none')
  const parts = [...(dutyTeams[level] ?? []), ...alone.map(() => 'none' as const)]
  const news = parts.map((dutyRole) => ({
    id: newId(work.now),
    agencyId,
    name: nextName(),
    dutyRole,
  }))
  await createPeople(work, news)
  return news.map(({ id, name, dutyRole }) => ({ id, name, dutyRole, areaId: area.id }))
}

async function buildSeats(
  work: Work,
  { key, level }: Place,
  area: WorldArea,
  team: readonly WorldPerson[],
): Promise<Seat[]> {
  const free = [...team]
  const seats: Seat[] = []
  for (const [role, dutyRole] of seatsOfLevel[level] ?? []) {
    const index = free.findIndex((person) => person.dutyRole === dutyRole)
    const [person] = free.splice(index, 1)
    if (!person) throw new Error(`Nobody at ${key} can be ${role}.`)
    const loginName = `${role}-${key}`.toLowerCase()
    seats.push(await buildSeat(work, { role, area, personId: person.id, loginName }))
  }
  return seats
}

interface SeatPlan {
  readonly role: Role
  readonly area: WorldArea
  readonly personId: string
  readonly loginName: string
}

/** Makes an account of a person in one role and signs it in. */
export async function buildSeat(work: Work, plan: SeatPlan): Promise<Seat> {
  const { role, area, personId, loginName } = plan
  const accountId = newId(work.now)
  const hash = await testPasswordHash()
  await createAccount(work, { id: accountId, personId, loginName, passwordHash: hash })
  await grantRole(work, { accountId, role, areaId: area.id })
  const [held] = await heldRoles(work, accountId, localDay(work.now))
  if (!held) throw new Error('The role that was granted is not held.')
  const session = await openSession(work, held, { name: 'test', bound: false, byCode: true })
  return {
    role,
    areaId: area.id,
    areaPath: area.path,
    countyId: area.countyId,
    accountId,
    personId,
    loginName,
    sessionId: session.id,
    token: session.token,
  }
}
