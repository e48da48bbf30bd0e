import { type LeftOutSource, localDayOf, type RowSource, withinPeriod } from './row-source.ts'

const eventColumns = `e.id::text as row_key, e.id as record_id, e.county_id, e.area_path, e.class,
      ${localDayOf('e.at')} as day, p.school_id, e.post_id as place_id, e.person_id, e.at,
      e.kind as detail, e.kind, e.heads`

const eventsOfPeriod = `duty.published_post_event e
    left join duty.published_post p on p.county_id = e.county_id and p.id = e.post_id`

const shownOfEvent = ['school_id', 'place_id', 'person_id', 'at', 'detail'] as const

export const events: RowSource = {
  subject: 'event',
  rolled: true,
  shows: shownOfEvent,
  sql: `select ${eventColumns},
      case when e.kind = 'incident'
        then coalesce(i.state = 'closed' and i.closed_at <= $4::timestamptz, false)
        else e.result is distinct from 'following'
          or coalesce(e.settled_at <= $4::timestamptz, false) end as dealt_with
    from ${eventsOfPeriod}
    left join duty.published_incident i on i.county_id = e.county_id and i.post_event_id = e.id
    where e.area_path <@ $1::ltree and ${withinPeriod('e.at')}
      and e.received_at <= $4::timestamptz
      and (e.withdrawn_at is null or e.withdrawn_at > $4::timestamptz)`,
}

export const eventsLeftOut: LeftOutSource = {
  subject: 'event',
  shows: shownOfEvent,
  sql: `select ${eventColumns}, 'withdrawn' as reason
    from ${eventsOfPeriod}
    where e.area_path <@ $1::ltree and ${withinPeriod('e.at')}
      and e.received_at <= $4::timestamptz and e.withdrawn_at <= $4::timestamptz`,
}

/** Events that wait for somebody still, and those that were taken back. */
export const eventsNotDealtWith: LeftOutSource = {
  subject: 'event',
  shows: shownOfEvent,
  sql: `select v.row_key, v.record_id, v.county_id, v.area_path, v.class, v.day, v.school_id,
      v.place_id, v.person_id, v.at, v.detail, v.kind, v.heads, 'open' as reason
    from (${events.sql}) v where not v.dealt_with
    union all ${eventsLeftOut.sql}`,
}

const incidentColumns = `i.id as record_id, i.county_id, i.area_path, i.class, p.school_id,
      e.post_id as place_id`

/**
 * Incidents of events that had arrived, with their posts. What was taken back was told until then,
 * unless its owner had closed it.
 */
const incidentsKnown = `duty.published_incident i
    join duty.published_post_event e on e.county_id = i.county_id and e.id = i.post_event_id
    left join duty.published_post p on p.county_id = e.county_id and p.id = e.post_id
    where i.area_path <@ $1::ltree and e.received_at <= $4::timestamptz
      and (i.state <> 'withdrawn' or e.withdrawn_at > $4::timestamptz)`

/** An incident is told twice at most: on the day it was raised and on the day it was closed. */
export const incidents: RowSource = {
  subject: 'incident',
  rolled: true,
  shows: ['school_id', 'place_id', 'at', 'detail'],
  sql: `select i.id::text || ':raised' as row_key, ${incidentColumns},
      ${localDayOf('i.opened_at')} as day, i.opened_at as at, 'raised' as detail, 'raised' as step
    from ${incidentsKnown} and ${withinPeriod('i.opened_at')}
    union all
    select i.id::text || ':closed' as row_key, ${incidentColumns},
      ${localDayOf('i.closed_at')} as day, i.closed_at as at, 'closed' as detail, 'closed' as step
    from ${incidentsKnown} and ${withinPeriod('i.closed_at')} and i.state = 'closed'
      and i.closed_at <= $4::timestamptz`,
}

/** Raised in the period and not closed when it was asked. */
export const incidentsLeftOut: LeftOutSource = {
  subject: 'incident',
  shows: ['school_id', 'place_id', 'at', 'detail'],
  sql: `select i.id::text as row_key, ${incidentColumns}, ${localDayOf('i.opened_at')} as day,
      i.opened_at as at, 'raised' as detail, 'closed' as step, 'open' as reason
    from ${incidentsKnown} and ${withinPeriod('i.opened_at')}
      and not coalesce(i.state = 'closed' and i.closed_at <= $4::timestamptz, false)`,
}

const deploymentColumns = `d.id::text as row_key, d.id as record_id, d.county_id, d.area_path,
      d.class, d.on_day as day, d.person_id, d.at, d.task as detail, d.task, d.police_heads,
      d.auxiliary_heads, d.mass_heads, d.vehicles`

const deploymentsOfPeriod = `duty.published_deployment d
    where d.area_path <@ $1::ltree and d.on_day between $2::date and $3::date
      and d.received_at <= $4::timestamptz`

export const deployments: RowSource = {
  subject: 'deployment',
  rolled: true,
  shows: ['person_id', 'at', 'detail'],
  sql: `select ${deploymentColumns} from ${deploymentsOfPeriod}
      and (d.withdrawn_at is null or d.withdrawn_at > $4::timestamptz)`,
}

export const deploymentsLeftOut: LeftOutSource = {
  subject: 'deployment',
  shows: ['person_id', 'at', 'detail'],
  sql: `select ${deploymentColumns}, 'withdrawn' as reason from ${deploymentsOfPeriod}
      and d.withdrawn_at <= $4::timestamptz`,
}
