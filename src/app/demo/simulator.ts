import type { Logger } from 'pino'
import type { MyDuty, MyShift } from '../../modules/duty/contract/mine.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Behaviour, behaviourOf } from './behaviour.ts'
import type { DemoPhone, PhoneClient } from './phone-client.ts'

interface Deed {
  readonly at: number
  readonly phone: DemoPhone
  run(): Promise<unknown>
}

export interface SimulatorOptions {
  readonly client: PhoneClient
  readonly phones: readonly DemoPhone[]
  readonly clock: Clock
  readonly logger: Logger
}

const beatMs = 250
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
    const now = clock.now().getTime()
    for (const shift of mine.shifts) {
      const key = `${phone.personId} ${shift.shiftId}`
      const near = new Date(shift.startsAt).getTime() - now < 3_600_000
      const over = new Date(shift.endsAt).getTime() < now
      if (!near || over || shift.cancelled || this.#planned.has(key)) continue
      this.#planned.add(key)
      if (shift.checkIns.length === 0) this.#plan(phone, shift)
    }
  }

  #plan(phone: DemoPhone, shift: MyShift): void {
    const behaviour = behaviourOf(shift, phone.personId)
    const { client, clock } = this.#options
    // Who was asked to help comes when the way is done, not when a shift would have begun.
    const helping = shift.assignment === 'help'
    const comesAt = helping ? clock.now().getTime() + 150_000 : behaviour.checkInAt.getTime()
    this.#deeds.push({
      at: comesAt,
      phone,
      run: () => client.deliver(phone, [this.#presence(shift, behaviour, 'in')]),
    })
    if (behaviour.event) {
      const { event } = behaviour
      this.#deeds.push({
        at: comesAt + 240_000,
        phone,
        run: () => client.deliver(phone, [this.#event(shift, event)]),
      })
    }
    if (behaviour.checkOutAt) {
      this.#deeds.push({
        at: Math.max(behaviour.checkOutAt.getTime(), comesAt + 60_000),
        phone,
        run: () => client.deliver(phone, [this.#presence(shift, behaviour, 'out')]),
      })
    }
    if (phone.role === 'schoolCadre' && shift.sanjian) {
      this.#deeds.push({
        at: new Date(shift.bellAt).getTime(),
        phone,
        run: () =>
          client.put(phone, `/api/duty/shifts/${shift.shiftId}/sanjian`, {
            confirmed: ['police', 'car', 'light'],
          }),
      })
    }
  }

  #presence(shift: MyShift, behaviour: Behaviour, direction: 'in' | 'out') {
    const { client, clock } = this.#options
    const position = behaviour.position ?? undefined
    return {
      kind: 'checkIn',
      id: client.newId(),
      shiftId: shift.shiftId,
      direction,
      at: clock.now().toISOString(),
      method: position ? 'position' : 'reason',
      ...(position ? { position } : { reason: 'no position' }),
      kit: direction === 'in' ? shift.kit : [],
      sanjian: direction === 'in' && shift.role === 'police' ? ['police', 'car', 'light'] : [],
      offline: behaviour.offline,
    }
  }

  #event(shift: MyShift, event: NonNullable<Behaviour['event']>) {
    const { client, clock } = this.#options
    return {
      kind: 'event',
      id: client.newId(),
      postId: shift.postId,
      shiftId: shift.shiftId,
      event,
      heads: 1,
      ...(event === 'check'
        ? { legalGround: 'policeLaw9', result: 'cleared' }
        : { result: 'handled' }),
      at: clock.now().toISOString(),
    }
  }
}
