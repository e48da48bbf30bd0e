import type { GridPost, WeekPlan } from '../../modules/duty/contract/plan.ts'
import type { Term } from '../../modules/schools/contract/calendar.ts'
import { addDays } from '../../platform/clock/zoned.ts'
import { termName } from './demo-dates.ts'
import type { PhoneClient, PhoneReply } from './phone-client.ts'

/** The county's commander and the way to speak with the product. */
export interface Commander {
  readonly client: PhoneClient
  readonly commanderToken: string
}

const calendarDaysAhead = 60
const termDays = 150

/**
 * Keeps a term running and the calendar known. The State Council's list ends with the year; past it
 * no shifts are made, and a demonstration would stand still from New Year on.
 */
export async function keepCalendar(commander: Commander, today: string): Promise<void> {
  const { client, commanderToken: token } = commander
  const until = addDays(today, calendarDaysAhead)
  const terms: Term[] = done(await client.get({ token }, '/api/schools/terms'))
  const lastDay =
    terms
      .map(({ endsOn }) => endsOn)
      .sort()
      .at(-1) ?? addDays(today, -1)
  if (lastDay < until) {
    const startsOn = addDays(lastDay, 1)
    const term = { name: termName(startsOn), startsOn, endsOn: addDays(today, termDays) }
    done(await client.post({ token }, '/api/schools/terms', { id: client.newId(), ...term }))
  }
  const asked = `firstDay=${today}&lastDay=${today}`
  const { horizon } = done(await client.get({ token }, `/api/schools/calendar?${asked}`))
  if (horizon.knownUntil < until) {
    const body = { knownUntil: addDays(today, termDays), source: '演示县校历' }
    done(await client.put({ token }, '/api/schools/calendar/horizon', body))
  }
}

/** Whether a week has shifts whose plan nobody has told to the people yet. */
export async function isUnplanned(commander: Commander, week: string): Promise<boolean> {
  const { client, commanderToken: token } = commander
  const { plans } = done(await client.get({ token }, `/api/duty/weeks/${week}?limit=1`))
  return (plans as WeekPlan[]).some(({ revision }) => revision === 0)
}

/** Fills a week and tells it to the people for the first time. */
export async function planWeek(commander: Commander, week: string): Promise<void> {
  const { client, commanderToken: token } = commander
  done(await client.post({ token }, `/api/duty/weeks/${week}/fill`, {}))
  const body = { revision: 0, mustAttendSeen: true }
  done(await client.post({ token }, `/api/duty/weeks/${week}/publish`, body))
}

export async function readGrid(commander: Commander, week: string): Promise<GridPost[]> {
  const { client, commanderToken: token } = commander
  const posts: GridPost[] = []
  let after = ''
  do {
    const page = done(await client.get({ token }, `/api/duty/weeks/${week}?limit=200${after}`))
    posts.push(...(page.rows as GridPost[]))
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : ''
  } while (after)
  return posts
}

/** A refusal is a mistake of the demonstration. */
function done({ status, body }: PhoneReply): PhoneReply['body'] {
  if (status >= 400) throw new Error(`Demo county: the commander was told ${JSON.stringify(body)}`)
  return body
}
