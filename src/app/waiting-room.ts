import { createServer, type ServerResponse } from 'node:http'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/config.ts'
import type { Said } from '../platform/contract/said.ts'
import { version } from './operations.routes.ts'
import { waitingWords } from './waiting-room.catalogue.ts'

const againS = 2

export interface WaitingRoom {
  /** What is under way, for whoever waits. */
  say(step: Said): void
  /** Frees the port; more than once does no harm. */
  close(): Promise<void>
}

/**
 * Answers at the server's address until the product does: a demonstration of a month takes minutes,
 * and nobody should meet a refused connection, or a taken port after it.
 */
export async function openWaitingRoom(config: Config, clock: Clock): Promise<WaitingRoom> {
  let step: Said = { zh: '', en: '' }
  const server = createServer((request, response) => {
    if (request.url === '/healthz') return answerHealth(response, clock)
    response.writeHead(503, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'retry-after': String(againS),
    })
    response.end(pageOf(step))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  return {
    say: (next) => {
      step = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerHealth(response: ServerResponse, clock: Clock): void {
  const ready = { ready: false, database: true, live: false, version, now: clock.now() }
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(ready))
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

const pageOf = (step: Said): string => {
  const { title, what } = waitingWords
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${againS}">
<title>${title.zh} · ${title.en}</title>
<style>
  body { font: 16px/1.7 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem;
    color: #1f2933; background: #f5f7fa }
  h1 { font-size: 1.4rem }
  [lang=en] { color: #52606d }
  @media (prefers-color-scheme: dark) {
    body { color: #e4e7eb; background: #14181d } [lang=en] { color: #9aa5b1 }
  }
</style>
<h1>${title.zh}</h1>
<p>${what.zh}</p>
<p role="status">${escaped(step.zh)}</p>
<p lang="en">${what.en}</p>
<p lang="en">${escaped(step.en)}</p>
</html>
`
}
