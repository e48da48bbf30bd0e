import { address } from '../../../platform/ui/address.ts'
import type { ModulePages } from '../../../platform/ui/pages.ts'
import { consoleText } from '../text.ts'

export const aboutAddress = address('/about')

/** Pages of the console itself. */
export const ownPages: ModulePages = {
  pages: [
    {
      address: aboutAddress,
      title: () => consoleText.text('about.title'),
      load: () => import('./AboutPage.tsx'),
      frame: 'console',
    },
  ],
  menu: [],
}
