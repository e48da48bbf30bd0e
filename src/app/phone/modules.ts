import { dutyScreens } from '../../modules/duty/mobile/screens.ts'
import { identityScreens } from '../../modules/identity/mobile/screens.ts'
import { schoolsScreens } from '../../modules/schools/mobile/screens.ts'
import { outboxScreens } from '../../platform/ui/phone/outbox/screens.ts'
import type { ModuleScreens } from '../../platform/ui/phone/screens.ts'

/** What each module shows on the phone. */
const modules: readonly ModuleScreens[] = [
  identityScreens,
  schoolsScreens,
  dutyScreens,
  outboxScreens,
]

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order

export const screens = modules.flatMap((module) => module.screens)
export const tabs = modules.flatMap((module) => module.tabs ?? []).sort(byOrder)
export const behind = modules.flatMap((module) => module.behind ?? [])
export const entries = modules.flatMap((module) => module.entries ?? []).sort(byOrder)
