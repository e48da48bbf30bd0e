import { icons } from '../../platform/ui/phone/icons.tsx'
import { phoneText } from '../../platform/ui/phone/phone-text.ts'
import type { ModuleScreens } from '../../platform/ui/phone/screens.ts'

/** The last tab: everything that is not needed each day. */
export const ownScreens: ModuleScreens = {
  screens: [{ path: '/more', load: () => import('./MoreScreen.tsx') }],
  tabs: [{ path: '/more', label: () => phoneText.text('more'), icon: icons.person, order: 99 }],
}
