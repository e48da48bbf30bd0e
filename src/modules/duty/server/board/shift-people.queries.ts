import type { Work } from '../../../../platform/database/work.ts'
import type { ShiftPerson } from '../../contract/board.ts'

interface Row extends Omit<ShiftPerson, 'inAt' | 'outAt' | 'personName'> {
  readonly personName: string | null
  readonly inAt: Date | null
  readonly outAt: Date | null
}

/**
 * Of a shift `s` a request `h` that was accepted and ended with it: nobody was asked after it, and
 * its gap stayed open until the end, or until the shift was called off. Who was called back, or not
 * needed any more, has missed nothing. Scalars, each found by its key (`hasServedAt`).
 */
export const endedUnderWay = `(h.state = 'withdrawn' and h.answered_at is not null
  and (select g.closed_how from duty.gap g
    where g.county_id = h.county_id and g.id = h.gap_id)
    = case s.state when 'cancelled' then 'cancelled' else 'ended' end
  and (select max(l.ordinal) from duty.help_request l
    where l.county_id = h.county_id and l.gap_id = h.gap_id) = h.ordinal)`

/**
 * Everybody who has to do with a shift: told to come, asked to help, or there. Of each the last
 * coming that counts is shown, and a leaving after it; late is who came late the first time.
 */
export async function shiftPeople(work: Work, shiftId: string): Promise<ShiftPerson[]> {
  const rows = await work.query<Row>(
    `with told as (
       select a.person_id, a.role, a.state as assignment from duty.assignment a
       where a.shift_id = $1 and a.state <> 'withdrawn'
       union
       select h.person_id, h.role, 'help' from duty.shift s
       join duty.help_request h on h.county_id = s.county_id and h.shift_id = s.id
       where s.id = $1 and (h.state in ('asked', 'accepted', 'arrived') or ${endedUnderWay})
         and not exists (select from duty.assignment a where a.shift_id = $1
           and a.person_id = h.person_id and a.state <> 'withdrawn')
     ), came as (
       select case when c.role = 'guest' then c.id else c.person_id end as who, c.*
       from duty.shift s
       join duty.check_in c on c.county_id = s.county_id and c.shift_id = s.id
       where s.id = $1
     ), last_in as (
       select distinct on (who) *,
         coalesce(bool_and(late) filter (where counts) over (partition by who), late) as came_late
       from came where direction = 'in' order by who, counts desc, at desc
     ), last_out as (
       select distinct on (o.who) o.* from came o left join last_in i on i.who = o.who
       where o.direction = 'out' and (i.id is null or o.at >= i.at)
       order by o.who, o.method = 'automatic', o.at desc
     ), everybody as (
       select person_id as who from told union select who from came
     )
     select coalesce(i.person_id, o.person_id, t.person_id) as "personId",
       case when i.role = 'guest' then coalesce(u.label, '') else n.name end as "personName",
       coalesce(i.role, o.role, t.role) as role, coalesce(t.assignment, 'none') as assignment,
       case when i.id is null then 'absent'
         when o.id is not null then 'gone'
         when i.counts then 'there'
         when i.approval = 'pending' and i.verdict = 'uncertain' then 'doubtful'
         when i.approval = 'pending' then 'pending'
         else 'absent' end as presence,
       i.id as "checkInId", i.at as "inAt", o.at as "outAt",
       coalesce(o.method = 'automatic', false) as "outAutomatic", i.method, i.verdict,
       coalesce(i.came_late, false) as late,
       array(select x from unnest(i.causes) x where x <> 'late' or i.came_late)
         || array(select x from unnest(o.causes) x where x = 'earlyLeave') as causes,
       coalesce(i.kit, '{}') as kit
     from everybody e
     left join told t on t.person_id = e.who
     left join last_in i on i.who = e.who
     left join last_out o on o.who = e.who
     left join duty.guest u on u.county_id = i.county_id and u.check_in_id = i.id
     left join lateral duty.acting_people(array[coalesce(i.person_id, o.person_id, t.person_id)])
       n on true
     order by array_position('{police,auxiliary,cadre,guard,staff,volunteer,guest}',
       coalesce(i.role, o.role, t.role)), n.name collate platform.pinyin, e.who`,
    [shiftId],
  )
  return rows.map((row) => ({
    ...row,
    personName: row.personName ?? '',
    inAt: row.inAt?.toISOString() ?? null,
    outAt: row.outAt?.toISOString() ?? null,
  }))
}
