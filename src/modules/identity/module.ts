import type { Module } from '../../platform/ports/module.ts'
import { identityPermissions } from './contract/permissions.ts'
import { personRenamed } from './events.ts'
import { accountRoutes } from './server/account/account.routes.ts'
import { invitationRoutes } from './server/account/invitation.routes.ts'
import { agencyRoutes } from './server/area/agency.routes.ts'
import { areaRoutes } from './server/area/area.routes.ts'
import { auditRoutes } from './server/audit/audit.routes.ts'
import { carryName } from './server/person/person.actions.ts'
import { personRoutes } from './server/person/person.routes.ts'
import { secondmentRoutes } from './server/person/secondment.routes.ts'
import { sessionRoutes } from './server/session/session.routes.ts'
import { identitySweeps } from './server/sweeps.ts'

export const identityModule: Module = {
  name: 'identity',
  permissions: identityPermissions,
  routes: (ground) => [
    ...sessionRoutes(ground),
    ...accountRoutes(ground),
    ...invitationRoutes(ground),
    ...areaRoutes(),
    ...agencyRoutes(),
    ...personRoutes(ground),
    ...secondmentRoutes(ground),
    ...auditRoutes(ground),
  ],
  subscriptions: () => ({ [personRenamed]: carryName }),
  sweeps: identitySweeps,
}
