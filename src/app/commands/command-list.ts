import type { Command } from '../command.ts'
import { auditVerifyCommand } from './audit-verify.command.ts'
import { backupCommand } from './backup.command.ts'
import { exportCommand } from './export.command.ts'
import { restoreCommand } from './restore.command.ts'
import { serveCommand } from './serve.command.ts'

export const commands: readonly Command[] = [
  serveCommand,
  backupCommand,
  restoreCommand,
  exportCommand,
  auditVerifyCommand,
]
