import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Clock } from '../clock/clock.ts'
import type { AnyEndpoint, Schema } from '../contract/endpoint.ts'
import { liveIdHeader } from '../contract/live-id.ts'
import { baseProblems } from '../contract/problems.catalogue.ts'
import type { Database } from '../database/database.ts'
import { urgently } from '../database/lane.ts'
import { type Actor, bindingOf, isSteppedUp, systemBinding } from '../ports/actor.ts'
import { issueWords } from './issue-words.ts'
import { localeOf, sendProblem } from './problem-reply.ts'
import { FileReply, type Route } from './route.ts'

/** Finds who calls; identity plugs it in. */
export interface Sessions {
  actorOf(request: FastifyRequest): Promise<Actor | null>
}

export interface HttpOptions {
  readonly database: Database
  readonly sessions: Sessions
  readonly routes: readonly Route[]
  readonly clock: Clock
  readonly logger: Logger
  readonly trustProxy: boolean
  /** Where the stream of changes stands: what a browser read, it knows up to here. */
  readonly liveId?: () => string
}

const bodyLimitDefault = 256 * 1024

/** Assembles the HTTP side from routes declared as data; lists nothing of its own. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const http = Fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // The others end by themselves (`endGently`); streams are ended by the hub before.
    forceCloseConnections: 'idle',
    // One hop: what stands further left in X-Forwarded-For the caller wrote himself.
    trustProxy: options.trustProxy && ((_address: string, hop: number) => hop === 0),
    bodyLimit: bodyLimitDefault,
    genReqId: () => crypto.randomUUID(),
  })
  endGently(http)
  await http.register(cookie)
  await http.register(multipart, { limits: { fileSize: 20 * 1024 * 1024, files: 1, fields: 20 } })
  http.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  http.setNotFoundHandler((request, reply) => sendProblem(baseProblems.notFound(), request, reply))
  http.addHook('onRequest', async (request) => refuseCrossSite(request))
  for (const route of options.routes) mount(http, route, options)
  return http
}

/** Requests under way are answered and their connections let go; after that nothing holds us up. */
const drainMsMax = 10_000

function endGently(http: FastifyInstance): void {
  let ending = false
  http.addHook('preClose', async () => {
    ending = true
    setTimeout(() => http.server.closeAllConnections(), drainMsMax).unref()
  })
  http.addHook('onSend', async (_request, reply) => {
    if (ending) reply.header('connection', 'close')
  })
}

function mount(http: FastifyInstance, route: Route, options: HttpOptions): void {
  const { endpoint } = route
  const database = endpoint.urgent ? urgently(options.database) : options.database
  http.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyLimit ?? bodyLimitDefault,
    handler: async (request, reply) => {
      const actor = await options.sessions.actorOf(request)
      authorise(endpoint, actor, options.clock.now())
      // Before anything is read: a change that comes meanwhile is told twice rather than never.
      if (actor && options.liveId) reply.header(liveIdHeader, options.liveId())
      const call = {
        params: check(endpoint.params, request, 'params'),
        query: check(endpoint.query, request, 'query'),
        body: check(endpoint.body, request, 'body'),
        request,
      } as never as { params: never; query: never; body: never; request: FastifyRequest }
      const result = route.direct
        ? await route.direct({ ...call, database, actor, reply })
        : await database.inWork(actor ? bindingOf(actor) : systemBinding, (work) =>
            (route.handle as NonNullable<Route['handle']>)({ ...call, work }),
          )
      return send(endpoint, result, request, reply)
    },
  })
}

/** 401 without a session, 403 without the permission, 403 where a fresh check is asked. */
function authorise(endpoint: AnyEndpoint, actor: Actor | null, now: Date): void {
  if (endpoint.access === 'public') return
  if (!actor) throw baseProblems.notSignedIn()
  if (endpoint.access !== 'signedIn' && !actor.permissions.has(endpoint.access)) {
    throw baseProblems.forbidden({ role: actor.role, permission: endpoint.access })
  }
  if (endpoint.stepUp && !isSteppedUp(actor, now)) throw baseProblems.stepUpNeeded()
}

function check(
  schema: Schema | undefined,
  request: FastifyRequest,
  part: 'params' | 'query' | 'body',
): unknown {
  if (!schema) return undefined
  const error = issueWords[localeOf(request)]
  const parsed = (schema as z.ZodType).safeParse(request[part] ?? {}, { error })
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, 50).map((issue) => ({
    path: [part, ...issue.path].join('.'),
    code: issue.code ?? 'custom',
    message: issue.message,
  }))
  throw baseProblems.invalid({ count: errors.length }, errors)
}

async function send(
  endpoint: AnyEndpoint,
  result: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (reply.sent || reply.raw.headersSent) return reply
  if (result instanceof FileReply) {
    const name = encodeURIComponent(result.name)
    return reply
      .header('content-type', endpoint.media ?? 'application/octet-stream')
      .header('content-disposition', `${result.disposition}; filename*=UTF-8''${name}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(result.bytes))
  }
  reply.header('cache-control', 'no-store').header('content-language', localeOf(request))
  if (!endpoint.reply) return reply.status(204).send()
  // The contract whitelists what leaves: a column that it does not name stays here.
  return reply.send(endpoint.reply.parse(result))
}

/** A browser names the page that sends a write; another site's page is refused. */
function refuseCrossSite(request: FastifyRequest): void {
  const { origin } = request.headers
  if (!origin || request.method === 'GET' || request.method === 'HEAD') return
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  if (host !== request.host) throw baseProblems.crossSite()
}
