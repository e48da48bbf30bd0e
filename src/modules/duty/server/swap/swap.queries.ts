import type { Page, PageQuery } from '../../../../platform/contract/page.ts'
import { keepPast } from '../../../../platform/database/keep-past.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Swap, SwapPlace, SwapState } from '../../contract/swap.ts'

export interface StoredSwap extends Swap {
  readonly countyId: string
  readonly areaPath: string
  readonly otherAssignmentId: string | null
}

type Row = Omit<StoredSwap, 'gives' | 'askedAt' | 'expiresAt' | 'decidedAt'> & {
  gives: SwapPlace | null
  askedAt: Date
  expiresAt: Date
  decidedAt: Date | null
}

/** Swaps, but for those with a place outside the scope: on half of one nobody can decide. */
function swapsIn(rows: readonly Row[]): StoredSwap[] {
  return rows.flatMap(({ askedAt, expiresAt, decidedAt, gives, takes, ...row }) => {
    if (!gives || (row.otherAssignmentId && !takes)) return []
    return {
      ...row,
      gives: placeOf(gives),
      takes: takes && placeOf(takes),
      askedAt: askedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    }
  })
}

/** Instants inside a JSON value come in the database's own form. */
const placeOf = (place: SwapPlace): SwapPlace => ({
  ...place,
  bellAt: new Date(place.bellAt).toISOString(),
  startsAt: new Date(place.startsAt).toISOString(),
  endsAt: new Date(place.endsAt).toISOString(),
})

/** By its key for each swap: the planner takes a scope for one row and would read whole tables. */
const placed = (assignment: string): string => `(
  select jsonb_build_object('assignmentId', a.id, 'shiftId', s.id, 'postName', p.name,
    'day', s.day, 'half', s.half, 'bellAt', s.bell_at, 'startsAt', s.starts_at,
    'endsAt', s.ends_at)
  from duty.assignment a
  join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id
  join duty.post p on p.county_id = s.county_id and p.id = s.post_id
  where a.county_id = w.county_id and a.id = w.${assignment})`

const nameOf = (person: string): string => `coalesce((
  select p.name from identity.published_person p
  where p.county_id = w.county_id and p.id = w.${person}), '')`

const columns = `w.county_id as "countyId", w.area_path::text as "areaPath", w.id, w.role, w.state,
  w.person_id as "personId", ${nameOf('person_id')} as "personName",
  w.other_person_id as "otherPersonId", ${nameOf('other_person_id')} as "otherPersonName",
  w.other_assignment_id as "otherAssignmentId",
  ${placed('assignment_id')} as gives, ${placed('other_assignment_id')} as takes,
  w.asked_at as "askedAt", w.expires_at as "expiresAt", w.decided_at as "decidedAt"`

/** One swap, locked: two who act on it at once wait for each other. */
export async function findSwap(work: Work, id: string): Promise<StoredSwap | undefined> {
  const rows = await work.query<Row>(
    `select ${columns} from duty.swap w where w.id = $1 for update of w`,
    [id],
  )
  return swapsIn(rows)[0]
}

/** For who only looks. */
export async function readSwap(work: Work, id: string): Promise<StoredSwap | undefined> {
  const rows = await work.query<Row>(`select ${columns} from duty.swap w where w.id = $1`, [id])
  return swapsIn(rows)[0]
}

/** Swaps of the scope, newest first. */
export async function listSwaps(
  work: Work,
  { after, limit, state }: PageQuery & { state?: SwapState | undefined },
): Promise<Page<Swap>> {
  const [askedAt, id] = readPageKey(after, 2)
  const rows = await work.query<Row>(
    `select ${columns} from duty.swap w
     where ($1::text is null or w.state = $1)
       and ($2::timestamptz is null or (w.asked_at, w.id) < ($2, $3::uuid))
     order by w.asked_at desc, w.id desc limit $4`,
    [state ?? null, askedAt, id, limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.swap w where $1::text is null or w.state = $1`,
    [state ?? null],
  )
  const page = pageOfRows(rows, limit, count?.total ?? 0, (row) => pageKey(row.askedAt, row.id))
  return { ...page, rows: swapsIn(page.rows) }
}

/** Every question of a person names the person: these run outside any scope (`asMyself`). */
export async function swapsOf(work: Work, personId: string): Promise<Swap[]> {
  const rows = await work.query<Row>(
    `select ${columns} from duty.swap w
     where (w.person_id = $1 or w.other_person_id = $1)
       and w.asked_at > $2::timestamptz - interval '30 days'
     order by w.asked_at desc, w.id desc limit 50`,
    [personId, work.now],
  )
  return swapsIn(rows)
}

/** Places of a person in a role that were told and lie ahead. */
export async function placesAhead(
  work: Work,
  whose: { countyId: string; personId: string; role: string },
  until: Date,
): Promise<SwapPlace[]> {
  const rows = await work.query<{ place: SwapPlace }>(
    `select ${placed('id')} as place
     from duty.assignment w
     join duty.shift s on s.county_id = w.county_id and s.id = w.shift_id
     where w.person_id = $2 and w.county_id = $1 and w.role = $3 and w.state = 'published'
       and s.state = 'planned' and s.starts_at > $4 and s.starts_at < $5
     order by s.starts_at, s.id limit 40`,
    [whose.countyId, whose.personId, whose.role, work.now, until],
  )
  return rows.map(({ place }) => placeOf(place))
}

export interface HeldPlace {
  readonly personId: string
  readonly shiftId: string
}

/** Which of the given places were told in a role: a draft is nobody's to give away. */
export const toldAmong = (
  work: Work,
  assignmentIds: readonly string[],
  role: string,
): Promise<HeldPlace[]> =>
  work.query(
    `select person_id as "personId", shift_id as "shiftId" from duty.assignment
     where id = any ($1) and role = $2 and state = 'published'`,
    [assignmentIds, role],
  )

export interface NewSwap {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly personId: string
  readonly assignmentId: string
  readonly otherPersonId: string
  readonly otherAssignmentId: string | null
  readonly role: string
  readonly expiresAt: Date
}

/** False when somebody is asked for the place already: one at a time. */
export async function insertSwap(work: Work, swap: NewSwap): Promise<boolean> {
  const rows = await work.query(
    `insert into duty.swap (county_id, id, area_path, person_id, assignment_id, other_person_id,
       other_assignment_id, role, asked_at, expires_at)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9, $10)
     on conflict (county_id, assignment_id) where state in ('asked', 'agreed') do nothing
     returning id`,
    [
      swap.countyId,
      swap.id,
      swap.areaPath,
      swap.personId,
      swap.assignmentId,
      swap.otherPersonId,
      swap.otherAssignmentId,
      swap.role,
      work.now,
      swap.expiresAt,
    ],
  )
  return rows.length > 0
}

export async function setSwapState(work: Work, swap: StoredSwap, state: SwapState): Promise<void> {
  await work.query(
    `update duty.swap set state = $3,
       answered_at = case when $3 in ('agreed', 'declined') then $4 else answered_at end,
       decided_at = case when $3 in ('approved', 'refused') then $4 else decided_at end,
       decided_by = case when $3 in ('approved', 'refused') then $5::uuid else decided_by end
     where county_id = $1 and id = $2`,
    [swap.countyId, swap.id, state, work.now, work.actor.personId],
  )
}

/** A place is known since its person was told of it. */
const keptPlace = {
  schema: 'duty',
  relation: 'assignment',
  fields: ['shift_id', 'person_id', 'role'],
  knownFrom: 'told_at',
} as const

/** Gives a told place to another person, who is told by the same act. */
export async function handOver(
  work: Work,
  place: { countyId: string; id: string },
  personId: string,
): Promise<void> {
  await keepPast(work, keptPlace, [place.id])
  await work.query(
    `update duty.assignment set person_id = $3, told_at = $4, receipt_at = null, made_by = $5,
       made_at = $4
     where county_id = $1 and id = $2`,
    [place.countyId, place.id, personId, work.now, work.actor.personId],
  )
}

/** Ends what was not settled until the first shift began; gives those. */
export async function expireSwaps(work: Work, limit: number): Promise<StoredSwap[]> {
  const rows = await work.query<Row>(
    `with due as materialized (
       select county_id, id from duty.swap where state in ('asked', 'agreed') and expires_at <= $1
       order by expires_at limit $2 for update skip locked
     ), w as (
       update duty.swap x set state = 'expired' from due d
       where x.county_id = d.county_id and x.id = d.id returning x.*
     )
     select ${columns} from w`,
    [work.now, limit],
  )
  return swapsIn(rows)
}

/** Ends what is open on places that went to somebody else; gives those. */
export async function expireOvertaken(
  work: Work,
  countyId: string,
  assignmentIds: readonly string[],
): Promise<StoredSwap[]> {
  const rows = await work.query<Row>(
    `with w as (
       update duty.swap x set state = 'expired' from duty.assignment a
       where x.county_id = $1 and x.state in ('asked', 'agreed') and a.county_id = x.county_id
         and a.id = any ($2)
         and (a.id = x.assignment_id and a.person_id <> x.person_id
           or a.id = x.other_assignment_id and a.person_id <> x.other_person_id)
       returning x.*
     )
     select ${columns} from w`,
    [countyId, assignmentIds],
  )
  return swapsIn(rows)
}

/** Swaps whose area does not cover a school any more at which a place of theirs lies. */
export async function swapsLeftBy(
  work: Work,
  countyId: string,
  schoolPath: string,
): Promise<StoredSwap[]> {
  const rows = await work.query<Row>(
    `with placed as materialized (
       select a.id from duty.shift s
       join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
       where s.county_id = $1 and s.area_path <@ $2::ltree
     )
     select ${columns} from duty.swap w
     where w.county_id = $1 and not w.area_path @> $2::ltree
       and (w.assignment_id in (select id from placed)
         or w.other_assignment_id in (select id from placed))
     for update of w`,
    [countyId, schoolPath],
  )
  return swapsIn(rows)
}

export async function setSwapArea(
  work: Work,
  { countyId, id }: StoredSwap,
  areaPath: string,
): Promise<void> {
  await work.query(`update duty.swap set area_path = $3::ltree where county_id = $1 and id = $2`, [
    countyId,
    id,
    areaPath,
  ])
}
