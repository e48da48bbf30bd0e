import type { Plugin } from 'esbuild'
import { patched } from '../../test/load/program-build.ts'

const classLine = 'export class SharedCommit<I, R> {'

/** What the server is told: at which place it dies, and which processes of the database with it. */
export interface FaultOrder {
  readonly place: 'beforeCommit' | 'afterCommit'
  readonly database: readonly number[]
}

/**
 * A moment is left for what was already answered to leave the process. Nobody dies in a batch that
 * stores nothing: one of repeats alone has nothing to lose, and sessions share their reading in the
 * same way, by their digests.
 */
const faultPointText = `
let faultOrder: { place: string; database: number[] } | undefined
const committedIds = new Set<string>()
process.on('message', (order) => {
  faultOrder = order as typeof faultOrder
})
async function faultPoint(place: string, items: readonly unknown[]): Promise<void> {
  const ids = items.flatMap((item) => (item as { record?: { id: string } }).record?.id ?? [])
  const storesNothing = ids.every((id) => committedIds.has(id))
  if (place === 'afterCommit') for (const id of ids) committedIds.add(id)
  if (faultOrder?.place !== place || storesNothing) return
  await new Promise((resolve) => setTimeout(resolve, 200))
  for (const pid of [...faultOrder.database, process.pid]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // One that has ended by itself is as dead.
    }
  }
  await new Promise(() => undefined)
}`

/**
 * The product as it is, with two places at which the server kills the database and itself when it
 * was asked to: just before and just after the commit of a batch, both before anybody is answered.
 * Only this build, which is thrown away, has them.
 */
export const withFaultPoints = (): Plugin =>
  patched('platform/database/shared-commit.ts', [
    [
      'const results = await database.inWork(systemBinding, (work) => write(work, items))',
      `const results = await database.inWork(systemBinding, async (work) => {
        const written = await write(work, items)
        await faultPoint('beforeCommit', items)
        return written
      })
      await faultPoint('afterCommit', items)`,
    ],
    [classLine, `${faultPointText}\n${classLine}`],
  ])

/**
 * The flaw that a durable system must not have: the phone is told "stored" when the rows are
 * written, and the commit comes afterwards. The harness must find it.
 */
export const answeringBeforeTheCommit = (): Plugin =>
  patched('platform/database/shared-commit.ts', [
    [
      'const results = await database.inWork(systemBinding, (work) => write(work, items))',
      `const results = await database.inWork(systemBinding, async (work) => {
        const written = await write(work, items)
        batch.forEach(({ resolve, reject }, index) => {
          const result = written[index]
          if (result instanceof Error) reject(result)
          else resolve(result as R)
        })
        await faultPoint('beforeCommit', items)
        return written
      })
      await faultPoint('afterCommit', items)`,
    ],
    [classLine, `${faultPointText}\n${classLine}`],
  ])
