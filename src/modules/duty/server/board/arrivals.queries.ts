import type { Work } from '../../../../platform/database/work.ts'
import type { Half } from '../../contract/shift.ts'
import type { Heads } from './arrivals.rules.ts'

interface HalfOfDay {
  readonly day: string
  readonly half: Half
}

/** Required heads of the scope by the moment when their shift begins; volunteers apart. */
export const headsDue = (work: Work, { day, half }: HalfOfDay): Promise<Heads[]> =>
  work.query(
    `select s.starts_at as at, sum(h.value::integer)::integer as heads
     from duty.shift s cross join lateral jsonb_each_text(s.heads) h
     where s.day = $1 and s.half = $2 and s.state = 'planned' and h.key <> 'volunteer'
     group by 1 order by 1`,
    [day, half],
    'duty.headsDue',
  )

/**
 * Required heads that came, by the minute of their first check-in that counts (its end). Who comes
 * beyond what a post asks of a role does not make up for another gate, as on the board.
 */
export const headsArrived = (work: Work, { day, half }: HalfOfDay): Promise<Heads[]> =>
  work.query(
    `with s as materialized (
       select county_id, id, heads from duty.shift
       where day = $1 and half = $2 and state = 'planned'
     ), came as (
       select s.id, c.role, c.person_id, min(c.at) as at,
         coalesce((s.heads ->> c.role)::integer, 0) as need
       from s cross join lateral (
         select x.role, x.person_id, x.at from duty.check_in x
         where x.county_id = s.county_id and x.shift_id = s.id and x.direction = 'in'
           and x.counts and x.role not in ('volunteer', 'guest') offset 0) c
       group by s.id, s.heads, c.role, c.person_id
     ), ranked as (
       select at, need, row_number() over (partition by id, role order by at) as place from came
     )
     select date_trunc('minute', at + interval '59.999 seconds') as at, count(*)::integer as heads
     from ranked where place <= need group by 1 order by 1`,
    [day, half],
    'duty.headsArrived',
  )

export const bellsOn = (
  work: Work,
  { day, half }: HalfOfDay,
): Promise<{ at: Date; posts: number }[]> =>
  work.query(
    `select bell_at as at, count(*)::integer as posts from duty.shift
     where day = $1 and half = $2 and state = 'planned' group by 1 order by 1`,
    [day, half],
    'duty.bellsOn',
  )
