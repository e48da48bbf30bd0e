import type { ModulePages } from '../../../platform/ui/pages.ts'
import { signInAddress } from './addresses.ts'
import { identityText } from './text.ts'

export const identityPages: ModulePages = {
  pages: [
    {
      address: signInAddress,
      title: () => identityText.text('signIn.page'),
      load: () => import('./SignInPage.tsx'),
      frame: 'open',
    },
  ],
  menu: [],
}
