import { coreSet } from '../../../schools/contract/upkeep.ts'
import { pilotTags } from '../../contract/indicators.catalogue.ts'
import {
  endOfLastDay,
  knownThen,
  localDayOf,
  type RowSource,
  startOf,
  withinPeriod,
} from './row-source.ts'

const textArray = (words: readonly string[]): string =>
  `array[${words.map((word) => `'${word}'`).join(', ')}]`

const inForce = (row: string, from: string, until: string): string =>
  `${row}.${from} <= $3::date and (${row}.${until} is null or ${row}.${until} >= $3::date)`

/**
 * Each school as it was at the end of the last day; one that was entered later as it was entered.
 * A year is asked for after it is over, and a school may have closed since.
 */
const schoolsOfLastDay = `select distinct on (v.county_id, v.id) v.*
    from schools.published_school_version v
    where v.area_path <@ $1::ltree and v.known_from <= $4::timestamptz
      and v.known_until > least($4::timestamptz, ${endOfLastDay})
    order by v.county_id, v.id, v.known_from`

/** 高校 stand in the register too, and no figure of schools and kindergartens means them. */
const isCounted = `s.state = 'operating' and s.kind <> 'university'`

/**
 * Schools and kindergartens. Sets are made once and looked up: row security would have them made
 * for each school.
 */
export const schools: RowSource = {
  subject: 'school',
  rolled: false,
  shows: ['school_id', 'detail'],
  sql: `select s.id::text as row_key, s.id as record_id, s.county_id, s.area_path, s.class,
      $3::date as day, s.id as school_id, s.kind as detail, s.boarding,
      s.ownership = 'public' as is_public, s.tags && ${textArray(pilotTags)}::text[] as is_pilot,
      s.id in (select l.school_id from schools.published_linked_officer_version l
        where l.kind = 'linked' and l.state <> 'proposed'
          and ${inForce('l', 'starts_on', 'ends_on')} and ${knownThen('l')}) as has_officer,
      s.id in (select p.school_id from duty.published_post_version p
        where ${inForce('p', 'active_from', 'active_until')} and ${knownThen('p')}) as has_post,
      s.id in (select g.school_id from schools.published_staff_version g
        where g.kind = 'guard' and g.source = 'company'
          and ${inForce('g', 'starts_on', 'ends_on')} and ${knownThen('g')}) as is_guarded
    from (${schoolsOfLastDay}) s
    where $2::date is not null and ${isCounted}`,
}

/** What stands at a school that is closed or suspended is there for nobody. */
const operating = `select s.id from (${schoolsOfLastDay}) s where s.state = 'operating'`

export const posts: RowSource = {
  subject: 'post',
  rolled: false,
  shows: ['school_id', 'place_id'],
  sql: `select p.id::text as row_key, p.id as record_id, p.county_id, p.area_path, p.class,
      $3::date as day, p.school_id, p.id as place_id
    from duty.published_post_version p
    where p.area_path <@ $1::ltree and ${inForce('p', 'active_from', 'active_until')}
      and $2::date is not null and ${knownThen('p')} and p.school_id in (${operating})`,
}

const earthRadiusM = 6_371_008.8
const policeRoomRadiusM = 500
/** 500 m are less than this many degrees of latitude. */
const latitudeReach = 0.0046

const metresBetween = (a: string, b: string): string =>
  `2 * ${earthRadiusM} * asin(sqrt(power(sin(radians(${b}.lat - ${a}.lat) / 2), 2)
      + cos(radians(${a}.lat)) * cos(radians(${b}.lat))
        * power(sin(radians(${b}.lon - ${a}.lon) / 2), 2)))`

/** Nobody comes to the gate of a school that is closed or suspended. */
const atOperatingSchool = (gate: string): string =>
  `not exists (select from schools.published_school_version v
          where v.county_id = ${gate}.county_id and v.area_path = ${gate}.area_path
            and v.state <> 'operating' and v.known_from <= $4::timestamptz
            and v.known_until > least($4::timestamptz, ${endOfLastDay}))`

export const policeRooms: RowSource = {
  subject: 'policeRoom',
  rolled: false,
  shows: ['school_id', 'place_id', 'detail'],
  sql: `select r.id::text as row_key, r.id as record_id, r.county_id, r.area_path, r.class,
      $3::date as day, r.school_id, r.id as place_id, r.kind as detail, r.kind,
      exists (select from schools.published_gate_version g
        where g.county_id = r.county_id and g.opened and ${knownThen('g')}
          and g.lat between r.lat - ${latitudeReach} and r.lat + ${latitudeReach}
          and ${metresBetween('r', 'g')} <= ${policeRoomRadiusM}
          and ${atOperatingSchool('g')}) as near_gate,
      r.school_id in (${operating}) as at_school
    from schools.published_police_room_version r
    where r.area_path <@ $1::ltree and ${inForce('r', 'active_from', 'active_until')}
      and $2::date is not null and ${knownThen('r')}`,
}

const staffColumns = `p.id as record_id, p.county_id, p.area_path, p.class, p.school_id,
      p.person_id, p.kind as role, p.kind, p.source, p.source as detail`

export const staff: RowSource = {
  subject: 'staff',
  rolled: false,
  ofPeople: true,
  shows: ['school_id', 'person_id', 'role', 'detail'],
  sql: `select p.id::text as row_key, $3::date as day, ${staffColumns},
      p.school_id in (select s.id from (${schoolsOfLastDay}) s
        where s.boarding and ${isCounted}) as at_boarding_school
    from schools.published_staff_version p
    where p.area_path <@ $1::ltree and ${inForce('p', 'starts_on', 'ends_on')}
      and $2::date is not null and ${knownThen('p')} and p.school_id in (${operating})`,
}

/**
 * Spans of days on which a school was told as operating, one for each of its versions: the first
 * holds for all days before it, the present one for all to come.
 */
const operatingSpans = `select county_id, id, since, until
    from (
      select v.county_id, v.id, v.state, w.until,
        coalesce(lag(w.until) over (partition by v.county_id, v.id order by v.known_from) + 1,
          '-infinity') as since
      from schools.published_school_version v
      cross join lateral (select case when v.known_until <= $4::timestamptz
        then ${localDayOf(`(v.known_until - interval '1 microsecond')`)} - 1 end as until) w
      where v.area_path <@ $1::ltree and v.known_from <= $4::timestamptz
    ) v
    where state = 'operating' and (until is null or until >= since)`

/**
 * Guards who came to the area and who left it: a person with places at two schools came with the
 * first and left with the last, so that both together are the change of the number of guards. Of
 * each place the others of the person that began before it (until when they lasted), and those that
 * end after it (since when they were). Windows over one reading, as in `presence.sources.ts`.
 */
const guardPlaces = `select ${staffColumns}, p.id, p.starts_on, p.ends_on,
      max(coalesce(p.ends_on, 'infinity')) over (partition by p.county_id, p.person_id
        order by p.starts_on, p.id rows between unbounded preceding and 1 preceding)
        as lasted_until,
      min(p.starts_on) over (partition by p.county_id, p.person_id
        order by p.ends_on desc nulls first, p.id rows between unbounded preceding and 1 preceding)
        as lasts_since
    from (
      select n.id, n.county_id, n.area_path, n.class, n.school_id, n.person_id, n.kind, n.source,
        greatest(n.starts_on, o.since) as starts_on, least(n.ends_on, o.until) as ends_on
      from schools.published_staff_version n
      join (${operatingSpans}) o on o.county_id = n.county_id and o.id = n.school_id
        and (n.ends_on is null or n.ends_on >= o.since)
        and (o.until is null or n.starts_on <= o.until)
      where n.area_path <@ $1::ltree and n.kind = 'guard' and ${knownThen('n')}
    ) p`

/** Who ends a day is a guard on it still, and has left on the next, as when the school closes. */
export const guardMoves: RowSource = {
  subject: 'staff',
  rolled: false,
  shows: ['school_id', 'person_id', 'role', 'detail'],
  sql: `select p.id::text || ':' || m.move || ':' || m.day as row_key, m.day, m.move, p.*
    from (${guardPlaces}) p
    cross join lateral (values
      ('started', p.starts_on, coalesce(p.lasted_until < p.starts_on - 1, true)),
      ('ended', p.ends_on + 1, coalesce(p.lasts_since > p.ends_on + 1, true))
    ) m (move, day, alone)
    where m.alone and m.day between $2::date and $3::date`,
}

export const gearIn: RowSource = {
  subject: 'gear',
  rolled: false,
  shows: ['school_id', 'detail'],
  sql: `select g.id::text as row_key, g.id as record_id, g.county_id, g.area_path, g.class,
      g.on_day as day, g.school_id, g.gear as detail, g.quantity
    from schools.published_gear_entry_version g
    where g.area_path <@ $1::ltree and g.on_day between $2::date and $3::date
      and g.movement = 'in' and ${knownThen('g')}`,
}

/** What leaves is taken to be what expires first; what is overdue and still there is of no use. */
const usableGear = `coalesce(sum(g.quantity) filter (where g.movement = 'in'), 0)
  - greatest(coalesce(sum(g.quantity) filter (where g.movement <> 'in'), 0),
    coalesce(sum(g.quantity) filter (where g.movement = 'in' and g.expires_on < $3::date), 0))`

/** Schools that have at least one full set, with the number of their sets. */
export const gearSets: RowSource = {
  subject: 'school',
  rolled: false,
  shows: ['school_id'],
  sql: `select t.school_id::text as row_key, t.school_id as record_id, t.county_id, t.area_path,
      t.class, $3::date as day, t.school_id, min(t.stock) as sets
    from (
      select g.county_id, g.school_id, g.area_path, g.class, g.gear, ${usableGear} as stock
      from schools.published_gear_entry_version g
      where g.area_path <@ $1::ltree and g.on_day <= $3::date
        and g.gear = any (${textArray(coreSet)}::text[]) and g.school_id in (${operating})
        and $2::date is not null and ${knownThen('g')}
      group by g.county_id, g.school_id, g.area_path, g.class, g.gear
      having ${usableGear} > 0
    ) t
    group by t.county_id, t.school_id, t.area_path, t.class
    having count(*) = ${coreSet.length}`,
}

/**
 * Originals whose time to sign ran out in the period, by the day on which it did, each once: told
 * by the draft that was signed first, or by the first of those that wait. A month's own paper is
 * not due yet while it is written, so it tells of the one before.
 */
export const lateReports: RowSource = {
  subject: 'report',
  rolled: false,
  shows: ['at', 'detail'],
  sql: `select r.id::text as row_key, r.id as record_id, r.county_id, r.area_path, r.class,
      ${localDayOf('r.due_at')} as day, r.signed_then as at, r.kind as detail
    from (
      select distinct on (k.county_id, k.area_path, k.kind, k.period_ends_on) k.*
      from (
        select r.*, case when r.signed_at <= $4::timestamptz then r.signed_at end as signed_then
        from statistics.report r
        where r.area_path <@ $1::ltree and ${withinPeriod('r.due_at')}
          and r.corrects_id is null and r.made_at < $4::timestamptz
      ) k
      order by k.county_id, k.area_path, k.kind, k.period_ends_on, k.signed_then, k.made_at, k.id
    ) r
    where r.due_at <= $4::timestamptz and coalesce(r.signed_then > r.due_at, true)`,
}

/** Corrections by the day on which they were signed. */
export const reportCorrections: RowSource = {
  subject: 'report',
  rolled: false,
  shows: ['at', 'detail'],
  sql: `select r.id::text as row_key, r.id as record_id, r.county_id, r.area_path, r.class,
      ${localDayOf('r.signed_at')} as day, r.signed_at as at, r.kind as detail
    from statistics.report r
    where r.area_path <@ $1::ltree and ${withinPeriod('r.signed_at')}
      and r.corrects_id is not null and r.signed_at <= $4::timestamptz`,
}

/**
 * Monthly reports whose time ran out in the period and that were never begun, by the day on which
 * it did, from the month on in which the county has a post. A post that was entered later, with the
 * first day that it really had, makes no report owed from before the product was used.
 */
export const reportsMissing: RowSource = {
  subject: 'report',
  rolled: false,
  shows: ['at', 'detail'],
  sql: `select a.path::text || ':' || d.day as row_key, null::uuid as record_id, a.county_id,
      a.path as area_path, 'joint'::platform.row_class as class, d.day, d.due_at as at,
      'monthlyDuty' as detail
    from identity.published_area a
    cross join lateral (
      select m.last_day, m.last_day + 1 as day, ${startOf('m.last_day + 1')} as due_at
      from (select (date_trunc('month', s.month) + interval '19 days')::date as last_day
        from generate_series(date_trunc('month', $2::date), $3::date, '1 month') s(month)) m
    ) d
    where a.level = 'county' and a.path <@ $1::ltree
      and d.day between $2::date and $3::date and d.due_at <= $4::timestamptz
      and exists (select from duty.published_post_version p
        where p.area_path <@ a.path and p.active_from <= d.last_day and ${knownThen('p')}
          and exists (select from duty.published_post_version e
            where e.county_id = p.county_id and e.id = p.id and e.known_from <= d.due_at))
      and not exists (select from statistics.report r
        where r.county_id = a.county_id and r.area_path = a.path and r.kind = 'monthlyDuty'
          and r.period_ends_on = d.last_day and r.made_at < $4::timestamptz)`,
}
