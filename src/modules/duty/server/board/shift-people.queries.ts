import type { Work } from '../../../../platform/database/work.ts'
import type { ShiftPerson } from '../../contract/board.ts'

interface Row extends Omit<ShiftPerson, 'inAt' | 'outAt' | 'personName'> {
  readonly personName: string | null
  readonly inAt: Date | null
  readonly outAt: Date | null
}

/**
 * Everybody who has to do with a shift: told to come, asked to help, or there. The last check-in
 * and check-out of each decide what is shown.
 */
export async function shiftPeople(work: Work, shiftId: string): Promise<ShiftPerson[]> {
  const rows = await work.query<Row>(
    `with told as (
       select a.person_id, a.role, a.state as assignment from duty.assignment a
       where a.shift_id = $1 and a.state <> 'withdrawn'
       union
       select h.person_id, h.role, 'help' from duty.help_request h
       where h.shift_id = $1 and h.state in ('asked', 'accepted', 'arrived')
         and not exists (select from duty.assignment a where a.shift_id = $1
           and a.person_id = h.person_id and a.state <> 'withdrawn')
     ), came as (
       select case when c.role = 'guest' then c.id else c.person_id end as who, c.*
       from duty.shift s
       join duty.check_in c on c.county_id = s.county_id and c.shift_id = s.id
       where s.id = $1
     ), last_in as (
       select distinct on (who) * from came where direction = 'in' order by who, counts desc, at desc
     ), last_out as (
       select distinct on (who) * from came where direction = 'out'
       order by who, method = 'automatic', at desc
     ), everybody as (
       select person_id as who from told union select who from came
     )
     select coalesce(i.person_id, o.person_id, t.person_id) as "personId",
       case when i.role = 'guest' then coalesce(u.label, '') else n.name end as "personName",
       coalesce(i.role, o.role, t.role) as role, coalesce(t.assignment, 'none') as assignment,
       case when i.id is null then 'absent'
         when o.at > i.at then 'gone'
         when i.counts then 'there'
         when i.approval = 'pending' and i.verdict = 'uncertain' then 'doubtful'
         when i.approval = 'pending' then 'pending'
         else 'absent' end as presence,
       i.id as "checkInId", i.at as "inAt", o.at as "outAt",
       coalesce(o.method = 'automatic', false) as "outAutomatic", i.method, i.verdict,
       coalesce(i.late, false) as late,
       coalesce(i.causes, '{}') || coalesce(array(select x from unnest(o.causes) x
         where x = 'earlyLeave'), '{}') as causes,
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
