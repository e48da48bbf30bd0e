import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { FactDispatcher } from '../facts/dispatcher.ts'
import type { LiveHub } from '../realtime/hub.ts'

/** Process, request and database metrics in the Prometheus text form, names as OpenTelemetry's. */
export function createMetrics(database: Database, hub: LiveHub, facts: FactDispatcher): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of requests by route and status',
    labelNames: ['http_route', 'http_request_method', 'http_response_status_code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'db_client_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, value] of Object.entries(database.stats())) this.set({ state }, value)
    },
  })
  new Gauge({
    name: 'anyuan_live_streams',
    help: 'Open event streams',
    registers: [registry],
    collect() {
      this.set(hub.streams)
    },
  })
  const parked = promptly(() => facts.countParked())
  new Gauge({
    name: 'anyuan_parked_facts',
    help: 'Facts that no try could deliver, kept for a person to see',
    registers: [registry],
    async collect() {
      this.set(await parked())
    },
  })
  return {
    registry,
    watch(http) {
      http.addHook('onResponse', async (request, reply) => {
        requests.observe(
          {
            http_route: request.routeOptions.url ?? 'none',
            http_request_method: request.method,
            http_response_status_code: reply.statusCode,
          },
          reply.elapsedTime / 1000,
        )
      })
    },
  }
}

const promptMsMax = 1_000

/**
 * A number of the database, asked for once at a time. Where it does not come soon it is unknown:
 * the other metrics are needed all the more when the database is silent.
 */
function promptly(ask: () => Promise<number>): () => Promise<number> {
  let asked: Promise<number> | null = null
  return () => {
    asked ??= ask()
      .catch(() => Number.NaN)
      .finally(() => {
        asked = null
      })
    const later = new Promise<number>((resolve) => {
      setTimeout(() => resolve(Number.NaN), promptMsMax).unref()
    })
    return Promise.race([asked, later])
  }
}

export interface Metrics {
  readonly registry: Registry
  watch(http: FastifyInstance): void
}
