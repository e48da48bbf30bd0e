import type { Samples } from './sample.ts'

export const operationsSamples: Samples = {
  'GET /healthz': { lies: 'public' },
  'GET /metrics': { lies: 'public' },
  'GET /openapi.json': { lies: 'public' },
  'GET /api/about': { lies: 'public' },
  // What a stream tells whom: isolation-live.test.ts.
  'GET /api/live': { lies: 'stream' },
}
