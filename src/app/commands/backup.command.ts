import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeBackup } from '../../platform/backup/backup.ts'
import { type Command, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup --out FILE [--json]',
  summary: 'Writes all records, files and the master key to one file while the server goes on.',
  options: { out: { type: 'string', value: 'FILE', about: 'where to write; keep it as a secret' } },
  async run(input) {
    const { out } = input.values
    if (typeof out !== 'string') throw new CommandProblem('Say where to write: --out FILE')
    const path = resolve(out)
    return withProduct(input, async ({ ground }) => {
      const masterKey = await readFile(join(input.config.dataFolder, 'keys', 'master.key'))
      const { database, files } = ground
      return { backup: path, ...(await writeBackup({ database, files, masterKey }, path)) }
    })
  },
}
