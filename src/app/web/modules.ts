import { dutyPages } from '../../modules/duty/web/pages.tsx'
import { identityPages } from '../../modules/identity/web/pages.tsx'
import { schoolsPages } from '../../modules/schools/web/pages.tsx'
import { statisticsPages } from '../../modules/statistics/web/pages.tsx'
import type { ModulePages } from '../../platform/ui/pages.ts'
import { givePanels } from '../../platform/ui/panels.tsx'
import { ownPages } from './about/pages.tsx'

/** What each module shows in the console. */
const modules: readonly ModulePages[] = [
  dutyPages,
  schoolsPages,
  statisticsPages,
  identityPages,
  ownPages,
]

export const pages = modules.flatMap((module) => module.pages)
export const menu = modules.flatMap((module) => module.menu)
export const finders = modules.flatMap((module) => module.finders ?? [])
givePanels(modules.flatMap((module) => module.panels ?? []))
