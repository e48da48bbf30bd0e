import { appointAdministrators, ensureArea } from '../../modules/identity/index.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import type { Command } from '../command.ts'
import { withProduct } from '../with-product.ts'
import { areaAsked } from './area-option.ts'

export const administratorsCommand: Command = {
  name: 'administrators appoint',
  usage: 'administrators appoint --area CODE[:NAME] [--json]',
  summary:
    'Makes the three administrators of an area (accounts, permissions, logs: three persons) and\n' +
    'shows a link for each to choose a password, good for 72 hours. Again: only new links.',
  options: {
    area: {
      type: 'string',
      value: 'CODE[:NAME]',
      about: 'GB/T 2260 code; the area is made when it is missing and named',
    },
  },
  async run(input) {
    const { code, name = code } = areaAsked(input.values['area'])
    const appointed = await withProduct(input, ({ ground }) =>
      ground.database.inWork(systemBinding, async (work) =>
        appointAdministrators(work, await ensureArea(work, code, name)),
      ),
    )
    const origin = input.config.publicUrl ?? `http://localhost:${input.config.port}`
    return {
      administrators: 'appoint',
      accounts: appointed.map(({ role, loginName, path, expiresAt }) => ({
        role,
        loginName,
        link: new URL(path, origin).href,
        expiresAt: expiresAt.toISOString(),
      })),
    }
  },
}
