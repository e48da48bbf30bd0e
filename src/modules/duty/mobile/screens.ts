import { icons } from '../../../platform/ui/phone/icons.tsx'
import { registerCarrier } from '../../../platform/ui/phone/outbox/delivery.ts'
import type { ModuleScreens } from '../../../platform/ui/phone/screens.ts'
import { dutyCarrier } from './carrier.ts'
import { dutyText } from './text.ts'

const { text } = dutyText

registerCarrier(dutyCarrier)

export const dutyScreens: ModuleScreens = {
  screens: [{ path: '/', load: () => import('./today/TodayScreen.tsx') }],
  tabs: [{ path: '/', label: () => text('tab.duty'), icon: icons.day, order: 10 }],
}
