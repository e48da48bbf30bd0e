import type { Command } from '../command.ts'
import { administratorsCommand } from './administrators.command.ts'
import { areasLoadCommand } from './areas-load.command.ts'
import { auditVerifyCommand } from './audit-verify.command.ts'
import { backupCommand } from './backup.command.ts'
import { demoAccountsCommand } from './demo-accounts.command.ts'
import { exportCommand } from './export.command.ts'
import { importCommand } from './import.command.ts'
import { indicatorsCommand } from './indicators.command.ts'
import { reportCommand } from './report.command.ts'
import { restoreCommand } from './restore.command.ts'
import { serveCommand } from './serve.command.ts'
import { templateCommand } from './template.command.ts'

export const commands: readonly Command[] = [
  serveCommand,
  administratorsCommand,
  areasLoadCommand,
  importCommand,
  templateCommand,
  indicatorsCommand,
  reportCommand,
  backupCommand,
  restoreCommand,
  exportCommand,
  auditVerifyCommand,
  demoAccountsCommand,
]
