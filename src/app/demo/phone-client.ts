import { request } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../platform/clock/clock.ts'

export interface DemoPhone {
  readonly personId: string
  readonly role: string
  readonly token: string
}

export interface PhoneReply {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: the caller asks for the fields that it expects
  readonly body: any
}

/** Speaks to the public API as an enrolled phone does. */
export class PhoneClient {
  readonly #address: URL
  readonly #clock: Clock

  constructor(address: string, clock: Clock) {
    this.#address = new URL(address)
    this.#clock = clock
  }

  get(phone: DemoPhone, path: string): Promise<PhoneReply> {
    return this.#send(phone, 'GET', path)
  }

  put(phone: DemoPhone, path: string, body: unknown): Promise<PhoneReply> {
    return this.#send(phone, 'PUT', path, body)
  }

  post(phone: DemoPhone, path: string, body: unknown): Promise<PhoneReply> {
    return this.#send(phone, 'POST', path, body)
  }

  /** Delivers records as the phone's outbox does. */
  deliver(phone: DemoPhone, records: readonly Record<string, unknown>[]): Promise<PhoneReply> {
    const deviceNow = this.#clock.now().toISOString()
    return this.post(phone, '/api/duty/check-ins/batch', { deviceNow, records })
  }

  newId(): string {
    return uuidv7({ msecs: this.#clock.now().getTime() })
  }

  #send(phone: DemoPhone, method: string, path: string, body?: unknown): Promise<PhoneReply> {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.#address),
        {
          method,
          headers: {
            authorization: `Bearer ${phone.token}`,
            ...(payload ? { 'content-type': 'application/json' } : {}),
          },
        },
        (reply) => {
          let text = ''
          reply.setEncoding('utf8')
          reply.on('data', (part: string) => {
            text += part
          })
          reply.on('end', () => {
            const json = String(reply.headers['content-type'] ?? '').includes('json')
            resolve({ status: reply.statusCode ?? 0, body: json ? JSON.parse(text) : text })
          })
          reply.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(payload)
    })
  }
}
