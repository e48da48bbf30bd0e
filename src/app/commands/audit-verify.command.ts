import { verifyAuditChains } from '../../modules/identity/index.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import type { Command } from '../command.ts'
import { withProduct } from '../with-product.ts'

export const auditVerifyCommand: Command = {
  name: 'audit verify',
  usage: 'audit verify [--json]',
  summary: 'Recomputes every hash chain of the audit trail and compares it with its anchors.',
  options: {},
  run: (input) =>
    withProduct(input, async ({ ground }) => {
      const binding = { ...systemBinding, classes: [...systemBinding.classes, 'vault' as const] }
      const result = await ground.database.inWork(binding, (work) =>
        verifyAuditChains(work, ground.config.dataFolder),
      )
      if (!result.intact) process.exitCode = 1
      return { audit: 'verify', ...result }
    }),
}
