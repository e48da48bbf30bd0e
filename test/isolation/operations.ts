import type { Samples } from './sample.ts'

export const operationsSamples: Samples = {
  'GET /healthz': { lies: 'public' },
  'GET /metrics': { lies: 'public' },
  'GET /openapi.json': { lies: 'public' },
  'GET /api/about': { lies: 'public' },
  // The same for everybody who is signed in: no row is read.
  'GET /api/map': { lies: 'stream' },
  'GET /api/map/tile': { lies: 'stream', query: 'z=1&x=0&y=0' },
  // What a stream tells whom: isolation-live.test.ts.
  'GET /api/live': { lies: 'stream' },
}
