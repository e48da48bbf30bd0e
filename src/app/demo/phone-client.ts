import { request } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../platform/clock/clock.ts'

export interface DemoPhone {
  readonly personId: string
  readonly accountId: string
  readonly role: string
  readonly token: string
}

export interface PhoneReply {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: the caller asks for the fields that it expects
  readonly body: any
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Send = (method: Method, path: string, token: string, body?: unknown) => Promise<PhoneReply>

/** Speaks to the public API as an enrolled phone does. */
export class PhoneClient {
  readonly #send: Send
  readonly #clock: Clock

  constructor(send: Send, clock: Clock) {
    this.#send = send
    this.#clock = clock
  }

  get(phone: Pick<DemoPhone, 'token'>, path: string): Promise<PhoneReply> {
    return this.#send('GET', path, phone.token)
  }

  put(phone: Pick<DemoPhone, 'token'>, path: string, body: unknown): Promise<PhoneReply> {
    return this.#send('PUT', path, phone.token, body)
  }

  post(phone: Pick<DemoPhone, 'token'>, path: string, body: unknown): Promise<PhoneReply> {
    return this.#send('POST', path, phone.token, body)
  }

  delete(phone: Pick<DemoPhone, 'token'>, path: string): Promise<PhoneReply> {
    return this.#send('DELETE', path, phone.token)
  }

  /** Delivers records as the phone's outbox does. */
  deliver(phone: DemoPhone, records: readonly Record<string, unknown>[]): Promise<PhoneReply> {
    const deviceNow = this.now().toISOString()
    return this.post(phone, '/api/duty/check-ins/batch', { deviceNow, records })
  }

  /** Delivers the report of a patrol. */
  report(phone: DemoPhone, record: Record<string, unknown>): Promise<PhoneReply> {
    const deviceNow = this.now().toISOString()
    return this.post(phone, '/api/duty/patrol-reports', { deviceNow, record })
  }

  now(): Date {
    return this.#clock.now()
  }

  newId(): string {
    return uuidv7({ msecs: this.now().getTime() })
  }
}

/** Through the network, as the phones of the running demonstration do. */
export const overNetwork =
  (address: string): Send =>
  (method, path, token, body) => {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, address),
        {
          method,
          headers: {
            authorization: `Bearer ${token}`,
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

/** Straight into the server's routes, for what is built before anybody listens. */
export const intoServer =
  (http: FastifyInstance): Send =>
  async (method, path, token, body) => {
    const reply = await http.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const json = String(reply.headers['content-type'] ?? '').includes('json')
    return { status: reply.statusCode, body: json ? reply.json() : reply.payload }
  }
