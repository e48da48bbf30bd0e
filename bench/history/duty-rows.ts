import pg from 'pg'

export interface History {
  readonly rows: number
  readonly days: number
  readonly seconds: number
}

const teamSize = 11

/**
 * Past check-ins, made in the database: every post on both half-days of as many days as it takes,
 * in the order of their time and with ids of it, as phones made them.
 * Indexes are built afterwards and keys are not checked row by row, as a restore does; in the end
 * the tables are what the product would have left.
 */
export async function makeDutyRows(
  databaseUrl: string,
  wanted: { readonly rows: number; readonly before: string },
): Promise<History> {
  const started = performance.now()
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`)
    const { rows: posts } = await client.query<{ count: number }>(
      'select count(*)::integer as count from duty.post',
    )
    const perDay = (posts[0]?.count ?? 0) * 2 * teamSize
    const days = Math.max(1, Math.ceil(wanted.rows / perDay))
    await makeShifts(client, wanted.before, days)
    const rebuild = await withoutIndexes(client, 'duty.check_in')
    const rows = await makeCheckIns(client, wanted.before)
    await rebuild()
    await client.query('analyze duty.shift')
    await client.query('vacuum analyze duty.check_in')
    return { rows, days, seconds: Math.round((performance.now() - started) / 1000) }
  } finally {
    await client.end()
  }
}

async function makeShifts(client: pg.Client, before: string, days: number): Promise<void> {
  await client.query(
    `insert into duty.shift (county_id, id, area_path, post_id, school_id, station_area_id, day,
       half, bell_at, starts_at, ends_at, watch_at, sanjian, heads, must_roles)
     select p.county_id, uuidv7(h.bell_at - now()), p.area_path, p.id, p.school_id,
       p.station_area_id, d.day, h.half, h.bell_at, h.bell_at - interval '20 minutes',
       h.bell_at + interval '15 minutes', h.bell_at - interval '15 minutes', true,
       '{"police":1,"auxiliary":1,"cadre":1,"guard":2,"staff":2,"volunteer":4}',
       '{police,auxiliary}'
     from duty.post p
     cross join (select $1::date - n as day from generate_series(1, $2::integer) n) d
     cross join lateral (values
       ('arrival', (d.day + time '08:00') at time zone 'Asia/Shanghai'),
       ('dismissal', (d.day + time '16:30') at time zone 'Asia/Shanghai')) as h(half, bell_at)`,
    [before, days],
  )
}

/** Drops what can be made again, and gives the way to make it again. */
async function withoutIndexes(client: pg.Client, table: string): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where i.indrelid = $1::regclass and not i.indisunique`,
    [table],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return async () => {
    for (const { definition } of rows) await client.query(definition)
  }
}

async function makeCheckIns(client: pg.Client, before: string): Promise<number> {
  const { rowCount } = await client.query(
    `with people as materialized (
       select n.county_id, n.id, n.duty_role, row_number() over (
         partition by n.county_id, n.duty_role order by n.id) as nth
       from identity.person n where n.duty_role <> 'none'
     ), team(role, nth) as (values ('police', 1), ('auxiliary', 1), ('cadre', 1), ('guard', 1),
       ('guard', 2), ('staff', 1), ('staff', 2), ('volunteer', 1), ('volunteer', 2),
       ('volunteer', 3), ('volunteer', 4))
     insert into duty.check_in (county_id, id, area_path, shift_id, post_id, person_id,
       recorded_by, role, direction, at, received_at, method, verdict, content_hash)
     select s.county_id, uuidv7(s.starts_at - now()), s.area_path, s.id, s.post_id, p.id, p.id,
       t.role, 'in', s.starts_at, s.starts_at, 'position', 'inside',
       decode(repeat('00', 32), 'hex')
     from (select * from duty.shift where day < $1 order by starts_at, id) s
     cross join team t
     join people p on p.county_id = s.county_id and p.duty_role = t.role and p.nth = t.nth`,
    [before],
  )
  return rowCount ?? 0
}
