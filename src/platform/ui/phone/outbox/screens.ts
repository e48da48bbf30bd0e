import { phoneText } from '../phone-text.ts'
import type { ModuleScreens } from '../screens.ts'
import { useOutbox } from './outbox.ts'
import { noOutbox } from './outbox-view.ts'

/** Opened by the state at the head of each screen, and from the list of everything. */
export const outboxScreens: ModuleScreens = {
  screens: [{ path: '/outbox', load: () => import('./OutboxScreen.tsx') }],
  entries: [
    {
      path: '/outbox',
      label: () => phoneText.text('outbox.title'),
      order: 80,
      useCount: () => (useOutbox() ?? noOutbox).owed,
    },
  ],
}
