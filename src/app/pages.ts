import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { baseProblems } from '../platform/contract/problems.catalogue.ts'
import { packageRoot } from '../platform/database/package-root.ts'

const yearS = 365 * 24 * 3600

/** Serves the built console at `/` and the phone at `/m/`. Deep links get the page itself. */
export async function mountPages(http: FastifyInstance): Promise<void> {
  // Typed by hand the last stroke is easily left out, and would open the console.
  http.get('/m', (_request, reply) => reply.redirect('/m/'))
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
    const page = await readFile(join(root, 'index.html'), 'utf8')
    http.get(`${prefix}*`, async (request, reply) => {
      if (!isDeepLink(request.url, request.headers.accept)) throw baseProblems.notFound()
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', contentPolicy)
        .send(page)
    })
  }
}

/** A person opens an address of the pages' own router: no file, no call. */
function isDeepLink(url: string, accept = ''): boolean {
  const [path = ''] = url.split('?')
  return !/^\/api(?:\/|$)|\.[a-z0-9]+$/i.test(path) && accept.includes('text/html')
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
