import { urgently } from '../../platform/database/lane.ts'
import { joinSubscriptions } from '../../platform/facts/dispatcher.ts'
import type { Module } from '../../platform/ports/module.ts'
import { offerImport } from '../schools/index.ts'
import { permissions } from './contract/permissions.ts'
import { boardRoutes } from './server/board/board.routes.ts'
import { intakeRoutes } from './server/check-in/check-in.routes.ts'
import { decisionRoutes } from './server/check-in/decision.routes.ts'
import { createIntake } from './server/check-in/intake.ts'
import { photoRoutes } from './server/check-in/photo.routes.ts'
import { eventRoutes } from './server/event/event.routes.ts'
import { eventResultRoutes } from './server/event/event-result.routes.ts'
import { gapRoutes, helpSweep } from './server/gap/gap.routes.ts'
import { gapSubscriptions } from './server/gap/gap.subscriptions.ts'
import { postImport } from './server/import/post-subject.ts'
import { leaveRoutes } from './server/leave/leave.routes.ts'
import { mineRoutes } from './server/mine/mine.routes.ts'
import { patrolRoutes, patrolSweep } from './server/patrol/patrol.routes.ts'
import { patrolSubscriptions } from './server/patrol/patrol.subscriptions.ts'
import { planRoutes } from './server/plan/plan.routes.ts'
import { headcountRoutes } from './server/post/headcount.routes.ts'
import { postRoutes } from './server/post/post.routes.ts'
import { rollCallRoutes, rollCallSweep } from './server/roll-call/roll-call.routes.ts'
import { settingRoutes } from './server/setting/setting.routes.ts'
import { eraseDue } from './server/shift/erase.actions.ts'
import { materialiseRoutes } from './server/shift/materialise.routes.ts'
import { keepShiftsReady } from './server/shift/materialise.sweep.ts'
import { shiftSubscriptions } from './server/shift/shift.subscriptions.ts'
import { sightsRoutes } from './server/shift/sights.routes.ts'
import { watchShifts } from './server/shift/watch.actions.ts'
import { slotRoutes } from './server/slot/slot.routes.ts'
import { swapRoutes, swapSweep } from './server/swap/swap.routes.ts'
import { swapSubscriptions } from './server/swap/swap.subscriptions.ts'

const secondMs = 1_000
const minuteMs = 60_000

offerImport(postImport)

export const dutyModule: Module = {
  name: 'duty',
  permissions,
  routes: (ground) => [
    ...settingRoutes(),
    ...postRoutes(),
    ...headcountRoutes(),
    ...materialiseRoutes(),
    ...sightsRoutes(),
    ...intakeRoutes(ground, createIntake(ground)),
    ...decisionRoutes(),
    ...photoRoutes(ground.files),
    ...eventRoutes(),
    ...eventResultRoutes(),
    ...boardRoutes(),
    ...gapRoutes(),
    ...planRoutes(),
    ...mineRoutes(),
    ...leaveRoutes(),
    ...slotRoutes(),
    ...rollCallRoutes(),
    ...patrolRoutes(),
    ...swapRoutes(),
  ],
  subscriptions: () =>
    joinSubscriptions([
      shiftSubscriptions,
      patrolSubscriptions,
      gapSubscriptions,
      swapSubscriptions,
    ]),
  sweeps: ({ database, files }) => [
    { name: 'duty.watch', everyMs: secondMs, run: () => watchShifts(urgently(database)) },
    helpSweep(urgently(database)),
    rollCallSweep(database),
    patrolSweep(database),
    swapSweep(database),
    { name: 'duty.materialise', everyMs: minuteMs, run: () => keepShiftsReady(database) },
    { name: 'duty.erase', everyMs: minuteMs, run: () => eraseDue(database, files) },
  ],
}
