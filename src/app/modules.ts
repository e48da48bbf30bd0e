import { dutyModule } from '../modules/duty/module.ts'
import { identityModule } from '../modules/identity/module.ts'
import { schoolsModule } from '../modules/schools/module.ts'
import { statisticsModule } from '../modules/statistics/module.ts'
import type { Module } from '../platform/ports/module.ts'

/** The product's modules, from the register up to the oversight (architecture.mjs). */
export const modules: readonly Module[] = [
  identityModule,
  schoolsModule,
  dutyModule,
  statisticsModule,
]
