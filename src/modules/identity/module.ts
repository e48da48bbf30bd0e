import type { Module } from '../../platform/ports/module.ts'
import { identityPermissions } from './contract/permissions.ts'
import { accountRoutes } from './server/account.routes.ts'
import { invitationRoutes } from './server/invitation.routes.ts'
import { sessionRoutes } from './server/session.routes.ts'

export const identityModule: Module = {
  name: 'identity',
  permissions: identityPermissions,
  routes: (ground) => [...sessionRoutes(ground), ...accountRoutes(ground), ...invitationRoutes()],
}
