import type { ModuleScreens } from '../../../platform/ui/phone/screens.ts'

export const schoolsScreens: ModuleScreens = { screens: [] }
