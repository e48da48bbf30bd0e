import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../clock/clock.ts'
import { endpoint } from '../contract/endpoint.ts'
import { baseProblems } from '../contract/problems.catalogue.ts'
import { directRoute, type Route } from '../http/route.ts'
import type { LiveHub } from './hub.ts'

export const liveStream = endpoint({
  method: 'GET',
  path: '/api/live',
  access: 'signedIn',
  summary: 'Server-sent events: changed keys inside the scope, heartbeat each 2 s',
  /** The id of `anyuan-live` up to which the reader knows; `Last-Event-ID` is newer. */
  query: z.object({ after: z.string().max(60).optional() }),
  media: 'text/event-stream',
})

const heartbeatMs = 2_000
/** A reader that falls this far behind is cut off; it resumes by its last id. */
const backlogBytesMax = 4 * 1024 * 1024

/** The one stream of a browser: events `change`, `resync`, `beat`, `end`. */
export function streamRoutes(hub: LiveHub, clock: Clock): Route[] {
  // A stream outlives any transaction, so it is direct.
  const stream = directRoute(liveStream, async ({ actor, request, reply, query }) => {
    if (!actor) throw baseProblems.notSignedIn()
    const lastId = request.headers['last-event-id'] ?? query.after
    const send = openStream(reply)
    const beat = () => {
      // While nobody tells us of changes, nobody is told that the screen is new.
      if (hub.connected) send('beat', { now: clock.now().toISOString() }, hub.idOf())
    }
    const timer = setInterval(beat, heartbeatMs)
    const leave = hub.subscribe(
      {
        actor,
        changed: ({ topic, keys }, id) => send('change', { topic, keys }, id),
        resync: (id) => send('resync', {}, id),
        end: (reason) => {
          send('end', { reason })
          reply.raw.end()
        },
      },
      typeof lastId === 'string' ? lastId : undefined,
    )
    beat()
    await new Promise<void>((resolve) => reply.raw.on('close', resolve))
    clearInterval(timer)
    leave()
    return undefined
  })
  return [stream]
}

function openStream(reply: FastifyReply) {
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  return (event: string, data: unknown, id?: string) => {
    // One that has ended is told of until its connection closes; a write would end the process.
    if (reply.raw.writableEnded) return
    if (reply.raw.writableLength > backlogBytesMax) return void reply.raw.destroy()
    const idLine = id ? `id: ${id}\n` : ''
    reply.raw.write(`event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`)
  }
}
