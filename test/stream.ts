import { sessionCookie } from '../src/modules/identity/contract/session.ts'

export interface StreamEvent {
  readonly event: string
  /** What a stream resumes from. */
  readonly id: string
  readonly data: Record<string, unknown>
}

export interface Stream {
  readonly status: number
  /** All events so far, up to and including the first that satisfies `isLast`, or the end. */
  until(isLast: (event: StreamEvent) => boolean): Promise<StreamEvent[]>
  close(): void
}

/**
 * The live stream of one session on a listening product, as a browser holds it; opened again, it
 * says what it saw last.
 */
export async function openStream(
  address: string,
  token: string | null,
  lastId?: string,
  search = '',
): Promise<Stream> {
  const stop = new AbortController()
  const reply = await fetch(`${address}/api/live${search}`, {
    headers: {
      ...(token ? { cookie: `${sessionCookie}=${token}` } : {}),
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    },
    signal: stop.signal,
  })
  const events: StreamEvent[] = []
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  return {
    status: reply.status,
    async until(isLast) {
      while (!events.some(isLast)) {
        const part = await reader?.read()
        if (!part || part.done) break
        rest += part.value
        const texts = rest.split('\n\n')
        rest = texts.pop() ?? ''
        events.push(...texts.map(eventOf))
      }
      return events.splice(0)
    },
    close: () => stop.abort(),
  }
}

function eventOf(text: string): StreamEvent {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? ''
  return { event: field('event'), id: field('id'), data: JSON.parse(field('data') || '{}') }
}
