import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setLaterAnchorsAside } from '../../modules/identity/index.ts'
import { restoreBackup, verifyBackup } from '../../platform/backup/backup.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import { type Command, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FILE [--check] [--json]',
  summary: 'Reads a backup into a new, empty data folder (or an empty DATABASE_URL).',
  options: { check: { type: 'boolean', about: 'only read it through and compare its hash' } },
  async run(input) {
    const [file] = input.positionals
    if (!file) throw new CommandProblem('Say which backup: anyuan restore FILE')
    const path = resolve(file)
    // Before a database is started for it, or a key replaced.
    await verifyBackup(path)
    if (input.values.check) return { restore: path, checked: true }
    const former = await keyOf(input.config.dataFolder)
    return withProduct({ ...input, alone: true }, async ({ ground }) => {
      const keepMasterKey = async (key: Uint8Array) => {
        if (former && !former.equals(key)) {
          const kept = await keepFormer(input.config.dataFolder, former, ground.clock.now())
          input.say(`This data folder had another master key; it is kept as ${kept}.`)
        }
        await replaceKey(input.config.dataFolder, key)
      }
      const counts = await restoreBackup(path, { ...ground, keepMasterKey })
      const later = await ground.database.inWork(systemBinding, (work) =>
        setLaterAnchorsAside(work, input.config.dataFolder, ground.clock.now()),
      )
      for (const kept of later) {
        input.say(`The audit trail was longer when this backup was read: its notes are ${kept}.`)
      }
      return { restore: path, ...counts }
    })
  },
}

const pathOf = (dataFolder: string) => join(dataFolder, 'keys', 'master.key')

const keyOf = (dataFolder: string) =>
  readFile(pathOf(dataFolder)).catch((error: NodeJS.ErrnoException) => {
    // A new data folder has no key yet; one that cannot be read must not be replaced.
    if (error.code === 'ENOENT') return null
    throw error
  })

/** A database elsewhere that this data folder served is read by no other key. */
async function keepFormer(dataFolder: string, key: Uint8Array, at: Date): Promise<string> {
  const path = `${pathOf(dataFolder)}.until-${at.toISOString().replaceAll(':', '')}`
  await writeFile(path, key, { mode: 0o600 })
  return path
}

async function replaceKey(dataFolder: string, key: Uint8Array): Promise<void> {
  const path = pathOf(dataFolder)
  if ((await keyOf(dataFolder))?.equals(key)) return
  await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, key, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
