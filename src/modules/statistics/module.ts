import type { Module } from '../../platform/ports/module.ts'
import { statisticsPermissions } from './contract/permissions.ts'
import { indicatorRoutes } from './server/indicator/indicator.routes.ts'
import { reportRoutes } from './server/report/report.routes.ts'
import { createRefresh, rollUpStaleDays } from './server/rollup/rollup.actions.ts'
import { rollupSubscriptions } from './server/rollup/rollup.subscriptions.ts'

const secondMs = 1_000

export const statisticsModule: Module = {
  name: 'statistics',
  permissions: statisticsPermissions,
  routes: (ground) => [...indicatorRoutes(), ...reportRoutes(ground)],
  subscriptions: () => rollupSubscriptions,
  sweeps: ({ database }) => [
    { name: 'statistics.refresh', everyMs: 600 * secondMs, run: createRefresh(database) },
    { name: 'statistics.rollup', everyMs: 10 * secondMs, run: () => rollUpStaleDays(database) },
  ],
}
