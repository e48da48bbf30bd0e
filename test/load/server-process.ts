import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { childrenOf } from './processes.ts'

export interface ServerProcess {
  readonly pid: number
  readonly port: number
  /** Resolves when the process is gone, with its exit code if it was not killed. */
  readonly gone: Promise<number | null>
  readonly isGone: () => boolean
  /** Its last lines, on both streams. */
  readonly said: () => string
  readonly send: (message: object) => void
  /** Asks it to end as Ctrl-C does, and waits. */
  readonly stop: () => Promise<void>
}

export interface ServerStart {
  readonly program: string
  readonly dataFolder: string
  readonly port: number
  readonly clockOffsetMs: number
  /** Instead of the embedded one. */
  readonly databaseUrl?: string
  readonly demo?: boolean
}

const readyPolls = 1200
const pollMs = 50

/** Starts the server as a process of its own; resolves when it answers, or says why it does not. */
export async function startServer(start: ServerStart): Promise<ServerProcess> {
  const demo = start.demo ? '--demo' : '--no-demo'
  const child = spawn(process.execPath, [start.program, String(start.clockOffsetMs), demo], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(start.port),
      HOST: '127.0.0.1',
      ANYUAN_DATA: start.dataFolder,
      ...(start.databaseUrl ? { DATABASE_URL: start.databaseUrl } : {}),
      ANYUAN_LOG_LEVEL: 'error',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const said = keepOutput(child)
  let ended = false
  const gone = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      ended = true
      resolve(code)
    })
  })
  const address = `http://127.0.0.1:${start.port}/healthz`
  for (let poll = 0; poll < readyPolls && !ended; poll += 1) {
    const ready = await fetch(address).then(
      async (reply) => reply.ok && (await reply.json()).ready === true,
      () => false,
    )
    if (ready && child.pid) {
      return {
        pid: child.pid,
        port: start.port,
        gone,
        isGone: () => ended,
        said,
        send: (message) => child.connected && child.send(message),
        async stop() {
          child.kill('SIGTERM')
          await gone
        },
      }
    }
    await delay(pollMs)
  }
  child.kill('SIGKILL')
  throw new Error(`The server did not start:\n${said()}`)
}

function keepOutput(child: ChildProcess): () => string {
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString())
      if (lines.length > 40) lines.shift()
    })
  }
  return () => lines.join('')
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** The postmaster of an installation with all its processes, the postmaster first. */
export async function postgresPids(dataFolder: string): Promise<number[]> {
  const file = join(dataFolder, 'database', 'pg', 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  // The file of a killed one stays, and its number may belong to somebody else by now.
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  return place.startsWith(dataFolder) ? [pid, ...childrenOf(pid)] : []
}

/** The database's address as it runs now; its port changes with each start. */
export async function databaseUrlOf(dataFolder: string): Promise<string> {
  const cluster = join(dataFolder, 'database', 'pg')
  const [, , , port] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  const password = (await readFile(join(cluster, 'superuser.password'), 'utf8')).trim()
  return `postgres://postgres:${password}@127.0.0.1:${port?.trim()}/anyuan`
}
