import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runThrough } from './child.ts'
import { ROOT } from './root.ts'

const BIN = join(ROOT, 'node_modules', '.bin')
const PAGES = [
  { mode: 'web', port: '5173' },
  { mode: 'phone', port: '5174' },
]

/** The server from source, restarted on every change, beside Vite's servers for the pages. */
export async function dev(parameters: string[]): Promise<void> {
  const server = runThrough(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--watch',
    join(ROOT, 'tools', 'main.ts'),
    'from-source',
    ...parameters,
  ])
  const pages = PAGES.filter(({ mode }) =>
    existsSync(join(ROOT, 'src', 'app', mode, 'index.html')),
  ).map(({ mode, port }) =>
    runThrough(join(BIN, 'vite'), ['--mode', mode, '--port', port, '--strictPort']),
  )
  const codes = await Promise.all([server, ...pages])
  process.exitCode = Math.max(...codes)
}
