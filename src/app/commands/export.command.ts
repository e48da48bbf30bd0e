import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditChain } from '../../modules/identity/index.ts'
import { restoreBackup, writeBackup } from '../../platform/backup/backup.ts'
import { migrateToLatest } from '../../platform/database/migrate.ts'
import { openDatabase } from '../../platform/database/open-database.ts'
import { type Command, CommandProblem } from '../command.ts'
import { withProduct } from '../with-product.ts'

export const exportCommand: Command = {
  name: 'export',
  usage: 'export --to postgres://USER@HOST/DATABASE [--json]',
  summary:
    'Copies everything into another, empty PostgreSQL (15 or newer); files stay in the data folder.',
  options: { to: { type: 'string', value: 'URL', about: 'the other database' } },
  async run(input) {
    const { to } = input.values
    if (typeof to !== 'string') throw new CommandProblem('Say where to: --to postgres://…')
    return withProduct(input, async ({ ground }) => {
      const folder = await mkdtemp(join(tmpdir(), 'anyuan-export-'))
      const path = join(folder, 'export.gz')
      const { clock, files, database } = ground
      await migrateToLatest(to)
      const settings = { clock, auditTrail: auditChain, namedStatements: true }
      const target = openDatabase({ url: to, connectionsMax: 2, ...settings })
      try {
        const masterKey = await readFile(join(input.config.dataFolder, 'keys', 'master.key'))
        await writeBackup({ database, files, masterKey }, path)
        // The data folder, its files and its key stay where they are.
        const counts = await restoreBackup(path, {
          database: target,
          files,
          keepMasterKey: async () => undefined,
        })
        return { export: new URL(to).pathname.slice(1), ...counts }
      } finally {
        await target.close()
        await rm(folder, { recursive: true, force: true })
      }
    })
  },
}
