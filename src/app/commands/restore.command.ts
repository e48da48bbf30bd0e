import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { restoreBackup, verifyBackup } from '../../platform/backup/backup.ts'
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
    if (input.values.check) {
      await verifyBackup(path)
      return { restore: path, checked: true }
    }
    return withProduct(input, async ({ ground }) => {
      const keepMasterKey = (key: Uint8Array) => replaceKey(input.config.dataFolder, key)
      const counts = await restoreBackup(path, { ...ground, keepMasterKey })
      return { restore: path, ...counts }
    })
  },
}

async function replaceKey(dataFolder: string, key: Uint8Array): Promise<void> {
  const path = join(dataFolder, 'keys', 'master.key')
  const present = await readFile(path).catch(() => {
    // A new data folder has no key yet.
    return null
  })
  if (present?.equals(key)) return
  await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, key, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
