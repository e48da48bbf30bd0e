import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { packageRoot } from '../platform/database/package-root.ts'

const yearS = 365 * 24 * 3600

/** Serves the built console at `/` and the phone at `/m/`. Deep links get the page itself. */
export async function mountPages(http: FastifyInstance): Promise<void> {
  for (const { folder, prefix } of [
    { folder: 'phone', prefix: '/m/' },
    { folder: 'web', prefix: '/' },
  ]) {
    const root = join(packageRoot, 'dist', folder)
    if (!existsSync(root)) continue
    await http.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: false,
      wildcard: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        // Hashed names never change; the page and the worker must be asked for each time.
        const lasting = path.includes(`${join('/', 'assets')}/`)
        reply.header('cache-control', lasting ? `public, max-age=${yearS}, immutable` : 'no-cache')
        if (path.endsWith('.html')) reply.header('content-security-policy', contentPolicy)
      },
    })
  }
}

/** Nothing from elsewhere runs or is sent elsewhere; styles inline because the kit needs it. */
const contentPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')
