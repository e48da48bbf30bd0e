import { knownThen, type LeftOutSource, localDayOf, type RowSource } from './row-source.ts'

/**
 * What was called off after the instant asked for was to take place then. Days ahead are a plan, no
 * figure: an average by days would divide by them.
 */
const plannedThen = `s.made_at <= $4::timestamptz and ${knownThen('s')}
      and s.day <= ${localDayOf('$4::timestamptz')}
      and (s.state = 'planned' or s.cancelled_at > $4::timestamptz)`

/** Shifts at which somebody could have been seen by then: a rate divides by them. */
const rangThen = 's.bell_at <= $4::timestamptz'

/**
 * What it takes to count may have come after the instant asked for: the record itself, a leader's
 * decision, the picture of an uncertain position.
 */
const countedByThen = (c: string): string => `coalesce(${c}.counts_from <= $4::timestamptz, false)`

/** A guest is nobody in particular: each record of one is one presence. */
const presenceOf = (c: string): string =>
  `case when ${c}.role = 'guest' then ${c}.id else ${c}.person_id end`

/** By the index of the few corrections: by the shift, each record would read all of the shift. */
const correctedByThen = `exists (
    select from duty.published_check_in n
    where n.county_id = c.county_id and n.corrects_id = c.id
      and n.received_at <= $4::timestamptz)`

/** What a record shows and is told apart by, as `records` and all made of it have it. */
const recordColumns = `id, county_id, area_path, class, day, half, role, school_id, post_id,
    person_id, at`

/** Every record of the period with whether it counts, or is a check-out of the person's own. */
const judged = `select r.*, direction = 'in' and state = 'planned' and not corrected
      and ${countedByThen('r')} as counting,
    direction = 'out' and method <> 'automatic' and not 'outsideWindow' = any (causes) as own_out
  from (
    select c.id, c.county_id, s.area_path, c.class, s.day, s.half, c.role, s.school_id,
      s.post_id, c.person_id, c.at, c.shift_id, c.direction, c.method, c.counts_from,
      c.approval, c.causes, c.approved_at, s.state, ${presenceOf('c')} as who,
      ${correctedByThen} as corrected
    from duty.published_shift s
    join duty.published_check_in c on c.county_id = s.county_id and c.shift_id = s.id
    where s.day between $2::date and $3::date and s.area_path <@ $1::ltree
      and c.received_at <= $4::timestamptz
  ) r`

/**
 * The same; a check-out of the own carries how long the person was there since the first check-in
 * that counts after the check-out before it: who was called away and came back was away between.
 */
const stretched = `select r.*, case when own_out then at - min(at) filter (where counting)
      over (partition by county_id, shift_id, who, times_left) end as stretch
  from (
    select r.*, count(*) filter (where own_out) over (partition by county_id, shift_id, who
      order by at, id rows between unbounded preceding and 1 preceding) as times_left
    from (${judged}) r
  ) r`

/**
 * The same; `ordinal` is 1 for the first that counts of each person at each shift, `served` is how
 * long that person was there in all (what closed itself is no check-out, and says so). Windows over
 * one reading: a self-join of two such sets, each taken for one row because of row security, went
 * through all pairs of a month.
 */
const records = `select ${recordColumns}, direction, counting, state, counts_from, approval, causes,
    approved_at, corrected,
    row_number() over (partition by county_id, shift_id, who, counting order by at, id) as ordinal,
    sum(stretch) over same as served,
    coalesce(bool_or(direction = 'out' and method = 'automatic') over same, false) as closed_itself
  from (${stretched}) r
  window same as (partition by county_id, shift_id, who)`

/** The first check-in that counts of each person at each shift that took place. */
const counted = `select i.id::text as row_key, i.id as record_id, i.county_id, i.area_path, i.class,
    i.day, i.half, i.role, i.school_id, i.post_id as place_id, i.person_id, i.at, i.closed_itself,
    case when i.role <> 'guest' and i.served > interval '0'
      then floor(extract(epoch from i.served) / 60)::bigint end as minutes,
    row_number() over (
      partition by i.county_id, i.area_path, i.day, i.role, i.person_id order by i.at, i.id
    ) = 1 as first_of_day
  from (${records}) i
  where i.counting and i.ordinal = 1`

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
  sql: `select i.id::text as row_key, i.id as record_id, i.county_id, i.area_path, i.class, i.day,
      i.half, i.role, i.school_id, i.post_id as place_id, i.person_id, i.at,
      case
        when i.corrected then 'corrected'
        when i.state = 'cancelled' then 'shiftCancelled'
        when i.counting then 'repeated'
        when i.approval = 'refused'
          and (i.approved_at is null or i.approved_at <= $4::timestamptz) then 'refused'
        when i.approval = 'notNeeded' and i.counts_from > $4::timestamptz then 'photoAwaited'
        else coalesce((
          select w.cause from unnest(array['outside', 'outsideWindow', 'uncertainWithoutPhoto',
            'photoAwaited', 'noPosition', 'gateCodeWrong', 'gateCodeOwn', 'registeredAfterwards',
            'roleUnknown'])
            with ordinality as w(cause, nth)
          where w.cause = any (i.causes) order by w.nth limit 1), 'pending')
      end as reason
    from (${records}) i
    where i.direction = 'in' and not (i.counting and i.ordinal = 1)`,
}

/** Counting check-ins without an own check-out: they count as presence and count no hours. */
export const hoursLeftOut: LeftOutSource = {
  subject: 'checkIn',
  shows: shownOfCheckIn,
  sql: `select i.row_key, i.record_id, i.county_id, i.area_path, i.class, i.day, i.half, i.role,
      i.school_id, i.place_id, i.person_id, i.at,
      case when i.closed_itself and i.role <> 'guest' then 'closedItself' else 'noCheckOut' end
        as reason
    from (${counted}) i where i.minutes is null`,
}

/** By the shifts of the days: a month's plan met with each of its shifts would take seconds. */
export const assignments: RowSource = {
  subject: 'assignment',
  rolled: true,
  shows: ['half', 'role', 'school_id', 'place_id', 'person_id', 'at'],
  sql: `select a.id::text as row_key, a.id as record_id, a.county_id, s.area_path, a.class, s.day,
      s.half, a.role, s.school_id, s.post_id as place_id, a.person_id, s.bell_at as at
    from duty.published_shift_version s
    cross join lateral (
      select a.* from duty.published_assignment_version a
      where a.county_id = s.county_id and a.shift_id = s.id and ${knownThen('a')}
      offset 0
    ) a
    where s.day between $2::date and $3::date and s.area_path <@ $1::ltree and ${plannedThen}`,
}

export const shifts: RowSource = {
  subject: 'shift',
  rolled: true,
  shows: ['half', 'school_id', 'place_id', 'at'],
  sql: `select s.id::text as row_key, s.id as record_id, s.county_id, s.area_path, s.class, s.day,
      s.half, s.school_id, s.post_id as place_id, s.bell_at as at,
      s.sanjian and ${rangThen} as sanjian,
      cardinality(s.sanjian_confirmed) = 3 and (s.sanjian_confirmed_at is null
        or s.sanjian_confirmed_at <= $4::timestamptz) as sights_confirmed,
      coalesce((s.heads ->> 'police')::integer, 0) > 0 and ${rangThen} as police_asked,
      exists (select from duty.published_check_in c
        where c.county_id = s.county_id and c.shift_id = s.id and c.role = 'police'
          and c.direction = 'in' and ${countedByThen('c')}
          and not ${correctedByThen}) as police_seen,
      s.must_attend_level is not null and s.ends_at <= $4::timestamptz as must_attend
    from duty.published_shift_version s
    where s.day between $2::date and $3::date and s.area_path <@ $1::ltree
      and ${plannedThen}`,
}

/**
 * Whether somebody of each role that a post insists on came until the bell, or until a later
 * closing, and counts by now: on the board a gap closes for those too whose position is uncertain,
 * who may better it at the gate. Who left before the bell opened the next gap.
 */
const mannedAtClosing = `not exists (
    select from unnest(g.must_roles) m(role)
    where not exists (
      select from duty.published_check_in c
      where c.county_id = g.county_id and c.shift_id = g.shift_id and c.role = m.role
        and c.direction = 'in' and c.at <= greatest(g.closed_at, g.bell_at)
        and ${countedByThen('c')} and not ${correctedByThen}
        and not exists (
          select from duty.published_check_in o
          where o.county_id = c.county_id and o.shift_id = c.shift_id
            and o.person_id = c.person_id and o.direction = 'out' and o.method <> 'automatic'
            and o.received_at <= $4::timestamptz and o.at > c.at
            and o.at < least(g.closed_at, g.bell_at))))`

/**
 * Shifts with gaps of a kind before the bell, each once however often it was empty: since the
 * first gap, filled as the last one was, for as long as all of them. What the watch missed and
 * found at the bell counts too.
 */
export const gaps: RowSource = {
  subject: 'gap',
  rolled: true,
  shows: ['half', 'school_id', 'place_id', 'at'],
  sql: `select g.shift_id::text || ':' || g.kind as row_key, g.id as record_id, g.county_id,
      g.area_path, g.class, g.day, g.half, g.school_id, g.post_id as place_id, g.at, g.kind,
      g.open_at_bell, g.minutes, g.closed_how = 'checkIn' and g.closed_at <= $4::timestamptz
        and ${mannedAtClosing} as filled
    from (
      select g.id, g.county_id, s.area_path, g.class, g.shift_id, s.day, s.half, s.school_id,
        s.post_id, s.must_roles, s.bell_at, g.kind, g.closed_how, g.closed_at,
        min(g.opened_at) over same as at,
        bool_or(g.open_at_bell and s.bell_at <= $4::timestamptz) over same as open_at_bell,
        floor(sum(extract(epoch from g.closed_at - g.opened_at)) over same / 60)::bigint
          as minutes,
        row_number() over (partition by g.county_id, g.shift_id, g.kind
          order by g.opened_at desc, g.closed_at desc) as back
      from duty.published_shift s
      join duty.published_gap g on g.county_id = s.county_id and g.shift_id = s.id
      where s.day between $2::date and $3::date and s.area_path <@ $1::ltree
        and (s.state = 'planned' or s.cancelled_at > $4::timestamptz)
        and g.opened_at <= $4::timestamptz and (g.opened_at < s.bell_at or g.open_at_bell)
        and (g.closed_how is distinct from 'cancelled' or g.closed_at > $4::timestamptz)
      window same as (partition by g.county_id, g.shift_id, g.kind)
    ) g
    where g.back = 1`,
}
