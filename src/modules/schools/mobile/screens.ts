import type { ModuleScreens } from '../../../platform/ui/phone/screens.ts'
import { schoolsPhoneText } from './text.ts'

const { text } = schoolsPhoneText

export const schoolsScreens: ModuleScreens = {
  screens: [
    {
      path: '/gate-code',
      load: () => import('./GateChoiceScreen.tsx'),
      permission: 'schools.gateCode.show',
    },
    {
      path: '/gate-code/:gateId',
      load: () => import('./GateCodeScreen.tsx'),
      permission: 'schools.gateCode.show',
    },
  ],
  entries: [
    {
      path: '/gate-code',
      label: () => text('gateCode.title'),
      note: () => text('gateCode.note'),
      order: 40,
      permission: 'schools.gateCode.show',
    },
  ],
}
