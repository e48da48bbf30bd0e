import pg from 'pg'

export interface SlotOfRecord {
  readonly id: string
  readonly table: 'check_in' | 'post_event'
  readonly postId: string
  /** Which of the story's people it is of; the same person has the same slot at every post. */
  readonly slot: number
}

export interface FinalStates {
  /** Sent records that are not there. */
  readonly lost: number
  /** Rows that nobody's record accounts for. */
  readonly duplicated: number
  /** Different outcomes of the same morning: one, if the order of arrival means nothing. */
  readonly states: number
}

/** Independent of the product: SQL of its own on what is in the tables in the end. */
export async function finalStates(
  databaseUrl: string,
  records: readonly SlotOfRecord[],
): Promise<FinalStates> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `create temporary table sent (id uuid primary key, kind text, post_id uuid, slot integer)`,
    )
    for (let first = 0; first < records.length; first += 5_000) {
      const part = records.slice(first, first + 5_000)
      await client.query(
        'insert into sent select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::integer[])',
        [
          part.map(({ id }) => id),
          part.map(({ table }) => table),
          part.map(({ postId }) => postId),
          part.map(({ slot }) => slot),
        ],
      )
    }
    await client.query('analyze sent')
    const { rows } = await client.query<{ lost: string; duplicated: string; states: string }>(
      finalStatesText,
    )
    const [row] = rows
    return {
      lost: Number(row?.lost),
      duplicated: Number(row?.duplicated),
      states: Number(row?.states),
    }
  } finally {
    await client.end()
  }
}

/**
 * The state of a post: every record as it was judged, people by their slot, times to the minute
 * before the bell (a phone's skew is known no better than a request takes); who was there; whether
 * a gap is open. Check-outs that the server made itself count only where no real one came.
 */
const finalStatesText = `
  with stored as (
    select c.id, s.post_id, s.bell_at, format('in %s %s %s %s %s %s %s', c.direction, c.role,
        c.verdict, c.late, array_to_string(c.causes, '+'), c.approval, c.counts) as said,
      c.at, c.person_id
    from duty.check_in c
    join duty.shift s on s.county_id = c.county_id and s.id = c.shift_id
    where c.method <> 'automatic' or not exists (select from duty.check_in r
      where r.county_id = c.county_id and r.shift_id = c.shift_id and r.person_id = c.person_id
        and r.direction = 'out' and r.method <> 'automatic')
    union all
    select e.id, e.post_id, s.bell_at, format('event %s %s %s', e.kind, e.heads, e.result),
      e.at, e.person_id
    from duty.post_event e
    join duty.shift s on s.county_id = e.county_id and s.id = e.shift_id
  ), told as (
    select st.post_id, string_agg(format('%s %s %s', t.slot, st.said,
        round(extract(epoch from date_trunc('minute', st.at) - st.bell_at))),
      ';' order by t.slot, st.said, st.at) as rows
    from stored st left join sent t on t.id = st.id
    group by st.post_id
  ), post_states as (
    select md5(concat_ws('|', t.rows, b.present, b.doubtful, b.guests, b.state,
      (select count(*) from duty.gap g where g.county_id = s.county_id and g.shift_id = s.id
        and g.closed_at is null))) as digest
    from (select distinct post_id from sent) p
    join duty.shift s on s.post_id = p.post_id and s.half = 'arrival'
    join duty.shift_state b on b.county_id = s.county_id and b.shift_id = s.id
    left join told t on t.post_id = p.post_id
  )
  select (select count(*) from sent t where not exists (select from stored x where x.id = t.id))
      as lost,
    (select count(*) from stored x where not exists (select from sent t where t.id = x.id))
      + (select coalesce(sum(copies - 1), 0) from (select count(*) as copies from stored
          group by id) c) as duplicated,
    (select count(distinct digest) from post_states) as states`
