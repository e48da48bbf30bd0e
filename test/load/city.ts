import type { Product } from '../../src/app/product.ts'
import { NewPost } from '../../src/modules/duty/contract/post.ts'
import { setUpPost } from '../../src/modules/duty/index.ts'
import type { DutyRole } from '../../src/modules/identity/contract/person.ts'
import type { Role } from '../../src/modules/identity/contract/role.ts'
import { createAgency, createAreas, createPeople } from '../../src/modules/identity/index.ts'
import { saveBells, saveGates, saveSchools } from '../../src/modules/schools/index.ts'
import { localDay } from '../../src/platform/clock/zoned.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import type { Work } from '../../src/platform/database/work.ts'
import { systemBinding } from '../../src/platform/ports/actor.ts'
import { assign, type CityPhone, enrolPhones } from './phones.ts'

export interface CitySize {
  readonly counties: number
  /** Of each county. */
  readonly stations: number
  /** Of each station; each has one gate, one post and a team of eleven. */
  readonly schools: number
  /** Posts of each station with people; all when left out. */
  readonly teams?: number
  /** The last day on which the bells ring; without one the term goes on. */
  readonly lastDay?: string
}

export interface CitySchool {
  readonly id: string
  readonly countyId: string
  readonly postId: string
  /** Today's arrival. */
  readonly shiftId: string
  /** Local wall time of its bell. */
  readonly arrival: string
  readonly lon: number
  readonly lat: number
}

export interface City {
  readonly cityId: string
  readonly cityAgencyId: string
  readonly countyIds: readonly string[]
  readonly schools: readonly CitySchool[]
  readonly phones: readonly CityPhone[]
}

/** Bells of half a school day apart; the city's schools do not ring at once. */
const arrivals = ['07:50', '08:00', '08:05', '08:10'] as const
const activeFrom = '2026-09-01'

const team: readonly { readonly role: DutyRole; readonly seat: Role; readonly heads: number }[] = [
  { role: 'police', seat: 'stationOfficer', heads: 1 },
  { role: 'auxiliary', seat: 'auxiliary', heads: 1 },
  { role: 'cadre', seat: 'schoolCadre', heads: 1 },
  { role: 'guard', seat: 'guard', heads: 2 },
  { role: 'staff', seat: 'dutyTeacher', heads: 2 },
  { role: 'volunteer', seat: 'volunteer', heads: 4 },
]

interface Station {
  readonly areaId: string
  readonly agencyId: string
  readonly countyId: string
  readonly ordinal: number
}

/**
 * Builds a city through the modules' own functions, one transaction for each station, and lets the
 * product digest what was announced, so that nothing of the building goes on during a measurement.
 */
export async function buildCity(
  { ground: { database }, facts }: Product,
  size: CitySize,
  say: (line: string) => void = () => undefined,
): Promise<City> {
  const { cityId, cityAgencyId, stations } = await database.inWork(systemBinding, (work) =>
    bodies(work, size),
  )
  const places: { station: Station; schools: PlannedSchool[] }[] = []
  for (const station of stations) {
    const enter = (work: Work) => enterSchools(work, station, size)
    places.push({ station, schools: await database.inWork(systemBinding, enter) })
  }
  // Bells are news; digested before there are posts whose shifts would be made again.
  await facts.settle()
  const schools: CitySchool[] = []
  const phones: CityPhone[] = []
  for (const { station, schools: planned } of places) {
    const made = await database.inWork(systemBinding, (work) => posts(work, planned))
    schools.push(...made)
    const manned = made.slice(0, size.teams)
    phones.push(...(await database.inWork(systemBinding, (work) => teams(work, station, manned))))
    say(`${schools.length} posts, ${phones.length} phones`)
  }
  await facts.settle()
  const countyIds = [...new Set(stations.map((one) => one.countyId))]
  return { cityId, cityAgencyId, countyIds, schools, phones }
}

async function bodies(work: Work, size: CitySize) {
  const id = () => newId(work.now)
  const [countryId, provinceId, cityId] = [id(), id(), id()]
  const counties = Array.from({ length: size.counties }, (_, index) => ({ id: id(), index }))
  const stations: Station[] = counties.flatMap((county) =>
    Array.from({ length: size.stations }, (_, index) => ({
      areaId: id(),
      agencyId: id(),
      countyId: county.id,
      ordinal: county.index * size.stations + index,
    })),
  )
  await createAreas(work, [
    { id: countryId, parentId: null, level: 'country', name: '中国', nameEn: 'China' },
    { id: provinceId, parentId: countryId, level: 'province', code: '990000', name: '云岭省' },
    { id: cityId, parentId: provinceId, level: 'city', code: '990100', name: '安川市' },
    ...counties.map((county) => ({
      id: county.id,
      parentId: cityId,
      level: 'county' as const,
      code: String(990_121 + county.index),
      name: `第${county.index + 1}县`,
    })),
    ...stations.map(({ areaId, countyId, ordinal }) => ({
      id: areaId,
      parentId: countyId,
      level: 'station' as const,
      name: `第${ordinal + 1}派出所`,
    })),
  ])
  for (const { agencyId, areaId, ordinal } of stations) {
    const name = `第${ordinal + 1}派出所`
    await createAgency(work, { id: agencyId, areaId, kind: 'police', name })
  }
  const cityAgencyId = id()
  await createAgency(work, { id: cityAgencyId, areaId: cityId, kind: 'police', name: '市公安局' })
  return { cityId, cityAgencyId, stations }
}

/** About a kilometre between neighbouring schools; the places are nobody's. */
const placeOf = (ordinal: number) => ({
  lon: 104 + (ordinal % 50) / 100,
  lat: 27 + Math.floor(ordinal / 50) / 100,
})

interface PlannedSchool {
  readonly id: string
  readonly arrival: string
  readonly gateId: string
  readonly postId: string
  readonly ordinal: number
  readonly countyId: string
  readonly lon: number
  readonly lat: number
}

async function enterSchools(
  work: Work,
  station: Station,
  { schools: count, lastDay }: CitySize,
): Promise<PlannedSchool[]> {
  const id = () => newId(work.now)
  const schools = Array.from({ length: count }, (_, index) => {
    const ordinal = station.ordinal * count + index
    const place = placeOf(ordinal)
    const arrival = arrivals[ordinal % arrivals.length] ?? arrivals[0]
    const ids = { id: id(), gateId: id(), postId: id(), countyId: station.countyId }
    return { ...ids, ...place, ordinal, arrival }
  })
  const position = (lon: number, lat: number) =>
    ({ lon, lat, system: 'wgs84', source: 'survey', accuracyM: 5 }) as const
  await saveSchools(
    work,
    schools.map(({ id, ordinal, lon, lat }) => ({
      id,
      withinAreaId: station.areaId,
      name: `第${ordinal + 1}小学`,
      kind: 'primary' as const,
      enrolment: 900,
      position: position(lon, lat),
    })),
  )
  await saveGates(
    work,
    schools.map(({ id, gateId, lon, lat }) => ({
      id: gateId,
      schoolId: id,
      name: '正门',
      use: 'both' as const,
      opened: true,
      position: position(lon, lat),
    })),
  )
  for (const { id: schoolId, arrival } of schools) {
    const times = { weekdays: [1, 2, 3, 4, 5], arrival, dismissal: '16:30' }
    const rule = {
      id: id(),
      gateId: null,
      gradeBand: '',
      startsOn: activeFrom,
      endsOn: lastDay ?? null,
    }
    await saveBells(work, { schoolId, bells: [{ ...rule, ...times }] })
  }
  return schools
}

async function posts(work: Work, schools: readonly PlannedSchool[]): Promise<CitySchool[]> {
  for (const { gateId, postId, ordinal } of schools) {
    const post = { id: postId, gateId, name: `第${ordinal + 1}小学正门岗`, activeFrom }
    await setUpPost(work, NewPost.parse(post))
  }
  const shifts = await work.query<{ postId: string; id: string }>(
    `select post_id as "postId", id from duty.shift
     where post_id = any ($1) and day = $2 and half = 'arrival'`,
    [schools.map(({ postId }) => postId), localDay(work.now)],
  )
  const shiftOf = new Map(shifts.map((shift) => [shift.postId, shift.id]))
  return schools.map(({ id, countyId, postId, arrival, lon, lat }) => {
    const shiftId = shiftOf.get(postId)
    if (!shiftId) throw new Error('No shift today: a city is built on a school day.')
    return { id, countyId, postId, shiftId, arrival, lon, lat }
  })
}

async function teams(work: Work, station: Station, schools: readonly CitySchool[]) {
  const seats = schools.flatMap((school) =>
    team.flatMap(({ role, seat, heads }) =>
      Array.from({ length: heads }, () => {
        const isPolice = role === 'police' || role === 'auxiliary'
        const areaId = isPolice ? station.areaId : school.id
        const agencyId = isPolice ? station.agencyId : school.id
        return { personId: newId(work.now), role, seat, areaId, agencyId, schoolId: school.id }
      }),
    ),
  )
  await createPeople(
    work,
    seats.map(({ personId, agencyId, role }, index) => ({
      id: personId,
      agencyId,
      name: `某${index}`,
      dutyRole: role,
    })),
  )
  const phones = await enrolPhones(work, seats)
  await assign(work, phones, { day: localDay(work.now), half: 'arrival' })
  return phones
}
