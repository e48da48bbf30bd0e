import type { Page, PageQuery } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { RollCall, RollCallAnswer } from '../../contract/roll-call.ts'

export interface CallablePerson {
  readonly countyId: string
  readonly areaPath: string
  readonly shiftId: string
  readonly personId: string
}

export type PostsToCall = { readonly shiftIds: readonly string[] } | { readonly count: number }

/** The counties that shifts of the scope lie in. */
export const countiesOf = (
  work: Work,
  shiftIds: readonly string[],
): Promise<{ countyId: string }[]> =>
  work.query('select distinct county_id as "countyId" from duty.shift where id = any ($1)', [
    shiftIds,
  ])

/**
 * People of the police side (of any side where a post has none) on shifts that are on now, told to
 * come or checked in, of one county: that of the chosen shifts, or the one with most posts on duty.
 */
export async function findCallable(work: Work, posts: PostsToCall): Promise<CallablePerson[]> {
  const chosen = 'shiftIds' in posts ? posts.shiftIds : null
  const limit = 'count' in posts ? posts.count : null
  return work.query<CallablePerson>(
    `with on_now as (
       select county_id, id, area_path from duty.shift
       where state = 'planned' and $1 between starts_at and ends_at
         and ($2::uuid[] is null or id = any($2))),
     county as (
       select county_id from on_now group by 1 order by count(*) desc, county_id limit 1),
     planned as materialized (
       select s.county_id, s.id, s.area_path, a.person_id, a.role
       from on_now s join county using (county_id)
       join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
         and a.state = 'published'),
     away as materialized (
       select l.person_id
       from duty.person_absences(array(select person_id from planned),
         ($1::timestamptz - interval '1 day')::date, ($1 + interval '1 day')::date) l
       where l.approved and $1 between l.starts_at and l.ends_at),
     people as materialized (
       select x.* from (
         select * from planned where person_id not in (select person_id from away)
         union
         select s.county_id, s.id, s.area_path, c.person_id, c.role
         from on_now s join county using (county_id)
         join duty.check_in c on c.county_id = s.county_id and c.shift_id = s.id
           and c.direction = 'in' and c.counts and c.role <> 'guest') x
       -- Who has left answers no radio; who came back does.
       where 'out' is distinct from (select o.direction from duty.check_in o
         where o.county_id = x.county_id and o.shift_id = x.id and o.person_id = x.person_id
           and o.role <> 'guest' order by o.at desc, o.id desc limit 1)),
     called as (
       select id from (select distinct id from people) p order by random() limit $3)
     select distinct on (p.id, p.person_id) p.county_id as "countyId",
       p.area_path::text as "areaPath", p.id as "shiftId", p.person_id as "personId"
     from called join people p using (id)
     where p.role in ('police', 'auxiliary') or not exists (
       select from people o where o.id = p.id and o.role in ('police', 'auxiliary'))`,
    [work.now, chosen, limit],
  )
}

export interface NewRollCall {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly answerWindowS: number
  readonly choice: 'random' | 'chosen'
  readonly dueAt: Date
}

export async function insertRollCall(
  work: Work,
  call: NewRollCall,
  people: readonly CallablePerson[],
): Promise<void> {
  await work.query(
    `insert into duty.roll_call (county_id, id, area_path, called_by, called_at, answer_window_s,
       choice, due_at)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8)`,
    [
      call.countyId,
      call.id,
      call.areaPath,
      work.actor.personId,
      work.now,
      call.answerWindowS,
      call.choice,
      call.dueAt,
    ],
  )
  await work.query(
    `insert into duty.roll_call_answer (county_id, roll_call_id, shift_id, person_id, area_path)
     select p."countyId", $2, p."shiftId", p."personId", p."areaPath"::ltree
     from jsonb_to_recordset($1::jsonb)
       as p("countyId" uuid, "shiftId" uuid, "personId" uuid, "areaPath" text)`,
    [JSON.stringify(people), call.id],
  )
}

export interface StoredRollCall extends RollCall {
  readonly countyId: string
  readonly areaPath: string
}

type RollCallRow = Omit<StoredRollCall, 'calledAt' | 'dueAt'> & { calledAt: Date; dueAt: Date }

const columns = `c.county_id as "countyId", c.id, c.area_path::text as "areaPath",
  c.called_at as "calledAt", c.answer_window_s as "answerWindowS", c.due_at as "dueAt", c.choice,
  c.state,
  (select count(*) from duty.roll_call_answer a where a.county_id = c.county_id
    and a.roll_call_id = c.id) as called,
  (select count(*) from duty.roll_call_answer a where a.county_id = c.county_id
    and a.roll_call_id = c.id and a.state = 'answered') as answered`

const told = (row: RollCallRow): StoredRollCall => ({
  ...row,
  calledAt: row.calledAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
})

export async function findRollCall(work: Work, id: string): Promise<StoredRollCall | undefined> {
  const [row] = await work.query<RollCallRow>(
    `select ${columns} from duty.roll_call c where c.id = $1`,
    [id],
  )
  return row && told(row)
}

export async function listRollCalls(work: Work, query: PageQuery): Promise<Page<RollCall>> {
  const [calledAt, id] = readPageKey(query.after, 2)
  const rows = await work.query<RollCallRow>(
    `select ${columns} from duty.roll_call c
     where ($1::timestamptz is null or (c.called_at, c.id) < ($1::timestamptz, $2::uuid))
     order by c.called_at desc, c.id desc limit $3`,
    [calledAt, id, query.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    'select count(*) as total from duty.roll_call',
  )
  const page = pageOfRows(rows, query.limit, count?.total ?? 0, (row) =>
    pageKey(row.calledAt, row.id),
  )
  return { ...page, rows: page.rows.map(told) }
}

export async function findAnswers(work: Work, id: string): Promise<RollCallAnswer[]> {
  const rows = await work.query<Omit<RollCallAnswer, 'answeredAt'> & { answeredAt: Date | null }>(
    `select a.shift_id as "shiftId", p.name as "postName", a.person_id as "personId",
       coalesce(n.name, '') as "personName", a.state, a.answered_at as "answeredAt"
     from duty.roll_call_answer a
     join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id
     join duty.post p on p.county_id = s.county_id and p.id = s.post_id
     left join lateral duty.acting_people(array[a.person_id]) n on true
     where a.roll_call_id = $1 order by a.state desc, p.name, n.name`,
    [id],
  )
  return rows.map((row) => ({ ...row, answeredAt: row.answeredAt?.toISOString() ?? null }))
}

/** The acting person's answers to a call; more than one where two posts follow each other. */
export async function markAnswered(work: Work, id: string, personId: string): Promise<Date | null> {
  const [row] = await work.query<{ answeredAt: Date }>(
    `update duty.roll_call_answer a set state = 'answered',
       answered_at = coalesce(a.answered_at, $3)
     from duty.roll_call c
     where a.roll_call_id = $1 and a.person_id = $2 and a.state in ('called', 'answered')
       and c.county_id = a.county_id and c.id = a.roll_call_id
       and (a.state = 'answered' or (c.state = 'open' and c.due_at >= $3))
     returning a.answered_at as "answeredAt"`,
    [id, personId, work.now],
  )
  return row?.answeredAt ?? null
}

/** Whether the person was called at all: tells "too late" from "not yours". */
export async function wasCalled(work: Work, id: string, personId: string): Promise<boolean> {
  const rows = await work.query(
    'select from duty.roll_call_answer where roll_call_id = $1 and person_id = $2 limit 1',
    [id, personId],
  )
  return rows.length > 0
}

/** Closes calls whose window is over; who did not answer is on record as that. */
export async function closeDueRollCalls(
  work: Work,
  limit: number,
): Promise<{ id: string; countyId: string; areaPath: string; unanswered: number }[]> {
  const closed = await work.query<{ id: string; countyId: string; areaPath: string }>(
    `with due as materialized (
       select county_id, id from duty.roll_call where state = 'open' and due_at < $1
       order by due_at limit $2 for update skip locked
     )
     update duty.roll_call c set state = 'closed' from due
     where c.county_id = due.county_id and c.id = due.id
     returning c.id, c.county_id as "countyId", c.area_path::text as "areaPath"`,
    [work.now, limit],
  )
  const silent = await work.query<{ id: string; unanswered: number }>(
    `with marked as (
       update duty.roll_call_answer set state = 'noAnswer'
       where roll_call_id = any($1::uuid[]) and state = 'called' returning roll_call_id)
     select roll_call_id as id, count(*) as unanswered from marked group by 1`,
    [closed.map(({ id }) => id)],
  )
  const unansweredOf = new Map(silent.map(({ id, unanswered }) => [id, unanswered]))
  return closed.map((call) => ({ ...call, unanswered: unansweredOf.get(call.id) ?? 0 }))
}
