import type { LeftOutSource, RowSource } from './row-source.ts'

/** A decision that came after the instant asked for was not known then. */
const decidedByThen = (c: string): string =>
  `${c}.received_at <= $4::timestamptz
    and (${c}.approved_at is null or ${c}.approved_at <= $4::timestamptz)`

/** A guest is nobody in particular: each record of one is one presence. */
const presenceOf = (c: string): string =>
  `case when ${c}.role = 'guest' then ${c}.id else ${c}.person_id end`

/** Corrections concern the same shift, which keeps the look-up inside its index. */
const correctedByThen = `exists (
    select from duty.published_check_in n
    where n.county_id = c.county_id and n.shift_id = c.shift_id and n.corrects_id = c.id
      and n.received_at <= $4::timestamptz)`

/** The first check-in that counts of each person at each shift that took place. */
const firstCounting = `select distinct on (c.county_id, c.shift_id, ${presenceOf('c')})
    c.id, c.county_id, s.area_path, c.class, s.day, s.half, c.role, s.school_id, s.post_id,
    c.shift_id, c.person_id, c.at
  from duty.published_shift s
  join duty.published_check_in c on c.county_id = s.county_id and c.shift_id = s.id
  where s.day between $2::date and $3::date and s.area_path <@ $1::ltree and s.state = 'planned'
    and c.direction = 'in' and c.counts and ${decidedByThen('c')} and not ${correctedByThen}
  order by c.county_id, c.shift_id, ${presenceOf('c')}, c.at, c.id`

/** The last own check-out of each person at each shift; what closed itself is none. */
const lastOwnOut = `select o.county_id, o.shift_id, o.person_id, max(o.at) as left_at
  from duty.published_shift s
  join duty.published_check_in o on o.county_id = s.county_id and o.shift_id = s.id
  where s.day between $2::date and $3::date and s.area_path <@ $1::ltree and s.state = 'planned'
    and o.direction = 'out' and o.method <> 'automatic' and o.received_at <= $4::timestamptz
    and not 'outsideWindow' = any (o.causes)
  group by o.county_id, o.shift_id, o.person_id`

const counted = `select i.id::text as row_key, i.id as record_id, i.county_id, i.area_path, i.class,
    i.day, i.half, i.role, i.school_id, i.post_id as place_id, i.person_id, i.at,
    case when i.role <> 'guest' and o.left_at > i.at
      then floor(extract(epoch from o.left_at - i.at) / 60)::bigint end as minutes,
    row_number() over (
      partition by i.county_id, i.area_path, i.day, i.role, i.person_id order by i.at, i.id
    ) = 1 as first_of_day
  from (${firstCounting}) i
  left join (${lastOwnOut}) o
    on o.county_id = i.county_id and o.shift_id = i.shift_id and o.person_id = i.person_id`

const shownOfCheckIn = ['half', 'role', 'school_id', 'place_id', 'person_id', 'at'] as const

export const checkIns: RowSource = {
  subject: 'checkIn',
  rolled: true,
  shows: shownOfCheckIn,
  sql: counted,
}

/** Check-ins of the period that `checkIns` does not hold: together they are all there are. */
export const checkInsLeftOut: LeftOutSource = {
  subject: 'checkIn',
  shows: shownOfCheckIn,
  sql: `select c.id::text as row_key, c.id as record_id, c.county_id, s.area_path, c.class, s.day,
      s.half, c.role, s.school_id, s.post_id as place_id, c.person_id, c.at,
      case
        when ${correctedByThen} then 'corrected'
        when s.state = 'cancelled' then 'shiftCancelled'
        when c.counts and ${decidedByThen('c')} then 'repeated'
        when c.approval = 'refused' and ${decidedByThen('c')} then 'refused'
        else coalesce((
          select w.cause from unnest(array['outside', 'outsideWindow', 'uncertainWithoutPhoto',
            'noPosition', 'gateCodeWrong', 'registeredAfterwards', 'roleUnknown'])
            with ordinality as w(cause, nth)
          where w.cause = any (c.causes) order by w.nth limit 1), 'pending')
      end as reason
    from duty.published_shift s
    join duty.published_check_in c on c.county_id = s.county_id and c.shift_id = s.id
    left join (${firstCounting}) k on k.county_id = c.county_id and k.id = c.id
    where s.day between $2::date and $3::date and s.area_path <@ $1::ltree
      and c.direction = 'in' and c.received_at <= $4::timestamptz and k.id is null`,
}

/** Counting check-ins without an own check-out: they count as presence and count no hours. */
export const hoursLeftOut: LeftOutSource = {
  subject: 'checkIn',
  shows: shownOfCheckIn,
  sql: `select i.row_key, i.record_id, i.county_id, i.area_path, i.class, i.day, i.half, i.role,
      i.school_id, i.place_id, i.person_id, i.at,
      case when exists (
        select from duty.published_check_in a
        join duty.published_check_in o on o.county_id = a.county_id and o.shift_id = a.shift_id
          and o.person_id = a.person_id and o.direction = 'out' and o.method = 'automatic'
        where a.county_id = i.county_id and a.id = i.record_id and a.role <> 'guest'
      ) then 'closedItself' else 'noCheckOut' end as reason
    from (${counted}) i where i.minutes is null`,
}

export const assignments: RowSource = {
  subject: 'assignment',
  rolled: true,
  shows: ['half', 'role', 'school_id', 'place_id', 'person_id', 'at'],
  sql: `select a.id::text as row_key, a.id as record_id, a.county_id, s.area_path, a.class, s.day,
      s.half, a.role, s.school_id, s.post_id as place_id, a.person_id, s.bell_at as at
    from duty.published_shift s
    join duty.published_assignment a on a.county_id = s.county_id and a.shift_id = s.id
    where s.day between $2::date and $3::date and s.area_path <@ $1::ltree
      and s.state = 'planned' and $4::timestamptz is not null`,
}

export const shifts: RowSource = {
  subject: 'shift',
  rolled: true,
  shows: ['half', 'school_id', 'place_id', 'at'],
  sql: `select s.id::text as row_key, s.id as record_id, s.county_id, s.area_path, s.class, s.day,
      s.half, s.school_id, s.post_id as place_id, s.bell_at as at, s.sanjian,
      cardinality(s.sanjian_confirmed) = 3 and (s.sanjian_confirmed_at is null
        or s.sanjian_confirmed_at <= $4::timestamptz) as sights_confirmed,
      coalesce((s.heads ->> 'police')::integer, 0) > 0 as police_asked,
      exists (select from duty.published_check_in c
        where c.county_id = s.county_id and c.shift_id = s.id and c.role = 'police'
          and c.direction = 'in' and c.counts and ${decidedByThen('c')}
          and not ${correctedByThen}) as police_seen
    from duty.published_shift s
    where s.day between $2::date and $3::date and s.area_path <@ $1::ltree
      and s.state = 'planned'`,
}

export const gaps: RowSource = {
  subject: 'gap',
  rolled: true,
  shows: ['half', 'school_id', 'place_id', 'at'],
  sql: `select g.id::text as row_key, g.id as record_id, g.county_id, s.area_path, g.class, s.day,
      s.half, s.school_id, s.post_id as place_id, g.opened_at as at, g.kind, g.open_at_bell,
      g.closed_how = 'checkIn' and g.closed_at <= $4::timestamptz as filled,
      greatest(0, floor(extract(epoch from g.closed_at - g.opened_at) / 60))::bigint as minutes
    from duty.published_shift s
    join duty.published_gap g on g.county_id = s.county_id and g.shift_id = s.id
    where s.day between $2::date and $3::date and s.area_path <@ $1::ltree
      and s.state = 'planned' and g.opened_at <= $4::timestamptz`,
}
