import type { Logger } from 'pino'
import type { MyDuty, MyShift } from '../../modules/duty/contract/mine.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { localDay, weekStart } from '../../platform/clock/zoned.ts'
import { behaviourOf } from './behaviour.ts'
import type { DemoPhone, PhoneClient } from './phone-client.ts'
import { isUnplanned, keepCalendar, planWeek } from './planning.ts'
import { eventRecord, patrolReportRecord, presenceRecord } from './records.ts'

interface Deed {
  readonly at: number
  run(): Promise<unknown>
}

export interface SimulatorOptions {
  readonly client: PhoneClient
  readonly commanderToken: string
  readonly phones: readonly DemoPhone[]
  readonly clock: Clock
  readonly logger: Logger
}

const beatMs = 250
/** From Sunday 20:00 to the end of the day. */
const sundayEveningMs = 4 * 3_600_000
const perBeatMax = 40
const looksPerBeat = 6

/**
 * Plays the day through the public API as real phones do: each looks at its own shifts, checks in
 * when its person comes, registers what happens, answers when asked for help, checks out.
 */
export class Simulator {
  readonly #options: SimulatorOptions
  readonly #deeds: Deed[] = []
  readonly #planned = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  #beat: Promise<void> = Promise.resolve()
  #next = 0
  #stopped = false
  #plannedUntil = ''

  constructor(options: SimulatorOptions) {
    this.#options = options
  }

  start(): void {
    const beat = async () => {
      if (this.#stopped) return
      this.#beat = this.#play().catch((error: unknown) => {
        this.#options.logger.warn({ err: error }, 'the demonstration missed a beat')
      })
      await this.#beat
      if (!this.#stopped) this.#timer = setTimeout(() => void beat(), beatMs)
    }
    void beat()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#beat
  }

  /** One beat: some phones look at their shifts; whatever is due is done. */
  async #play(): Promise<void> {
    const { phones, clock } = this.#options
    await this.#keepPlanned()
    for (let looks = 0; looks < looksPerBeat && phones.length > 0; looks += 1) {
      const phone = phones[this.#next % phones.length]
      this.#next += 1
      if (phone) await this.#look(phone)
    }
    const now = clock.now().getTime()
    this.#deeds.sort((a, b) => a.at - b.at)
    for (
      let done = 0;
      done < perBeatMax && (this.#deeds[0]?.at ?? Number.POSITIVE_INFINITY) <= now;
      done += 1
    ) {
      await this.#deeds.shift()?.run()
    }
  }

  /** The running week has its plan, and from Sunday evening the next, if nobody made one. */
  async #keepPlanned(): Promise<void> {
    const now = this.#options.clock.now()
    const week = weekStart(localDay(new Date(now.getTime() + sundayEveningMs)))
    if (week <= this.#plannedUntil) return
    await keepCalendar(this.#options, localDay(now))
    if (await isUnplanned(this.#options, week)) await planWeek(this.#options, week)
    this.#plannedUntil = week
  }

  async #look(phone: DemoPhone): Promise<void> {
    const { client, clock } = this.#options
    const reply = await client.get(phone, '/api/duty/mine')
    if (reply.status !== 200) return
    const mine = reply.body as MyDuty
    for (const request of mine.helpRequests) {
      if (request.state === 'asked') {
        await client.post(phone, `/api/duty/help-requests/${request.id}/answer`, {
          answer: 'accepted',
        })
      }
    }
    await this.#answerCalls(phone, mine)
    const now = clock.now().getTime()
    for (const shift of mine.shifts) {
      const key = `${phone.personId} ${shift.shiftId}`
      const near = new Date(shift.startsAt).getTime() - now < 3_600_000
      const over = new Date(shift.endsAt).getTime() < now
      if (!near || over || shift.cancelled || this.#planned.has(key)) continue
      this.#planned.add(key)
      this.#plan(phone, shift)
    }
  }

  /** Answers a roll-call, and reports a patrol when half of its time is over. */
  async #answerCalls(phone: DemoPhone, { rollCalls, patrols }: MyDuty): Promise<void> {
    const { client, clock } = this.#options
    for (const { id } of rollCalls)
      await client.post(phone, `/api/duty/roll-calls/${id}/answer`, {})
    if (phone.role !== 'stationOfficer') return
    const now = clock.now().getTime()
    for (const { id, state, startsAt, endsAt, places } of patrols) {
      const halfway = (Date.parse(startsAt) + Date.parse(endsAt)) / 2
      if (state !== 'open' || now < halfway || this.#planned.has(id)) continue
      this.#planned.add(id)
      const record = { id: client.newId(), patrolId: id, places, at: clock.now() }
      await client.report(phone, patrolReportRecord(record))
    }
  }

  #plan(phone: DemoPhone, shift: MyShift): void {
    const behaviour = behaviourOf(shift, phone.personId)
    const { client, clock } = this.#options
    const { personId } = phone
    const presence = (direction: 'in' | 'out') =>
      presenceRecord({ personId, at: clock.now(), shift, behaviour, direction })
    // Who was asked to help comes when the way is done, not when a shift would have begun.
    const helping = shift.assignment === 'help'
    const comesAt = helping ? clock.now().getTime() + 150_000 : behaviour.checkInAt.getTime()
    const has = (direction: 'in' | 'out') =>
      shift.checkIns.some((checkIn) => checkIn.direction === direction)
    if (!has('in')) {
      this.#deeds.push({
        at: comesAt,
        run: () => client.deliver(phone, [presence('in')]),
      })
    }
    const { event } = behaviour
    if (event) {
      // What was told before, by the rehearsal or by the server before, is known by its id.
      this.#deeds.push({
        at: comesAt + 240_000,
        run: () =>
          client.deliver(phone, [eventRecord({ personId, at: clock.now(), shift, event })]),
      })
    }
    if (behaviour.checkOutAt && !has('out')) {
      this.#deeds.push({
        at: Math.max(behaviour.checkOutAt.getTime(), comesAt + 60_000),
        run: () => client.deliver(phone, [presence('out')]),
      })
    }
    if (phone.role === 'schoolCadre' && shift.sanjian) {
      this.#deeds.push({
        at: new Date(shift.bellAt).getTime(),
        run: () =>
          client.put(phone, `/api/duty/shifts/${shift.shiftId}/sanjian`, {
            confirmed: ['police', 'car', 'light'],
          }),
      })
    }
  }
}
