import type { ModuleScreens } from '../../../platform/ui/phone/screens.ts'
import { identityPhoneText } from './text.ts'

const { text } = identityPhoneText

export const identityScreens: ModuleScreens = {
  screens: [
    { path: '/sign-in', load: () => import('./SignInScreen.tsx'), open: true },
    { path: '/join', load: () => import('./JoinScreen.tsx'), open: true },
    { path: '/settings', load: () => import('./SettingsScreen.tsx') },
    { path: '/sessions', load: () => import('./SessionsScreen.tsx') },
  ],
  entries: [
    { path: '/settings', label: () => text('settings.title'), order: 90 },
    { path: '/sessions', label: () => text('sessions.title'), order: 91 },
  ],
}
