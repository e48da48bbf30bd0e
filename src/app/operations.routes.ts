import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { about, type Demonstration } from '../platform/contract/about.ts'
import { type AnyEndpoint, endpoint } from '../platform/contract/endpoint.ts'
import { health } from '../platform/contract/health.ts'
import { baseProblems } from '../platform/contract/problems.catalogue.ts'
import { packageRoot } from '../platform/database/package-root.ts'
import { openApiOf } from '../platform/http/openapi.ts'
import { directRoute, FileReply, type Route, route } from '../platform/http/route.ts'
import type { Metrics } from '../platform/observability/metrics.ts'
import type { Ground } from '../platform/ports/module.ts'

export const version = '0.1.0'

export const metricsText = endpoint({
  method: 'GET',
  path: '/metrics',
  access: 'public',
  summary: 'Metrics in the Prometheus text form',
  media: 'text/plain; version=0.0.4',
})

export const openApi = endpoint({
  method: 'GET',
  path: '/openapi.json',
  access: 'public',
  summary: 'This document',
  reply: z.record(z.string(), z.unknown()),
})

/** What an operator's tools ask of a server. */
export function operationsRoutes(
  ground: Ground,
  metrics: Metrics,
  all: () => readonly Route[],
  demonstration: Demonstration | null,
): Route[] {
  return [
    // Direct: must answer, with "not ready", when the database does not.
    directRoute(health, async ({ reply }) => {
      const database = await ground.database.ping().then(
        () => true,
        () => false,
      )
      const live = ground.hub.connected
      reply.status(database ? 200 : 503)
      return {
        ready: database && live,
        database,
        live,
        version,
        now: ground.clock.now().toISOString(),
      }
    }),
    directRoute(metricsText, async ({ request }) => {
      if (!isOnThisMachine(request)) throw baseProblems.onlyHere()
      const text = await metrics.registry.metrics()
      return new FileReply(new TextEncoder().encode(text), 'metrics.txt', 'inline')
    }),
    directRoute(about, async () => {
      const notice = await readFile(join(packageRoot, 'NOTICE'), 'utf8')
      return { version, notice, demonstration }
    }),
    route(openApi, async () => openApiOf(endpointsOf(all()), version)),
  ]
}

const loopback = /^(::1|(::ffff:)?127(\.\d+){3})$/

/** Whether nobody stands behind the caller: a proxy that speaks for others says so. */
function isOnThisMachine({ socket, headers }: FastifyRequest): boolean {
  return headers['x-forwarded-for'] === undefined && loopback.test(socket.remoteAddress ?? '')
}

export const endpointsOf = (routes: readonly Route[]): AnyEndpoint[] =>
  routes.map(({ endpoint }) => endpoint)
