import { icons } from '../../../platform/ui/phone/icons.tsx'
import { registerCarrier } from '../../../platform/ui/phone/outbox/delivery.ts'
import type { ModuleScreens } from '../../../platform/ui/phone/screens.ts'
import { dutyCarrier } from './carrier.ts'
import { useUnread } from './notice/unread.ts'
import { patrolCarrier } from './patrol/patrol-carrier.ts'
import { dutyText } from './text.ts'

const { text } = dutyText

registerCarrier(dutyCarrier)
registerCarrier(patrolCarrier)

export const dutyScreens: ModuleScreens = {
  screens: [
    { path: '/', load: () => import('./today/TodayScreen.tsx'), permission: 'duty.mine.read' },
    {
      path: '/shifts',
      load: () => import('./shift/ShiftsScreen.tsx'),
      permission: 'duty.mine.read',
    },
    {
      path: '/record',
      load: () => import('./event/RecordScreen.tsx'),
      permission: 'duty.event.record',
    },
    {
      path: '/deployment',
      load: () => import('./event/DeploymentScreen.tsx'),
      permission: 'duty.deployment.record',
    },
    {
      path: '/patrol',
      load: () => import('./patrol/PatrolScreen.tsx'),
      permission: 'duty.patrol.report',
    },
    {
      path: '/notices',
      load: () => import('./notice/NoticesScreen.tsx'),
      permission: 'duty.mine.read',
    },
    {
      path: '/leave',
      load: () => import('./leave/LeaveScreen.tsx'),
      permission: 'duty.leave.request',
    },
    {
      path: '/swap',
      load: () => import('./swap/SwapScreen.tsx'),
      permission: 'duty.swap.propose',
    },
    { path: '/slots', load: () => import('./slot/SlotsScreen.tsx'), permission: 'duty.slot.claim' },
    { path: '/gap', load: () => import('./gap/GapScreen.tsx'), permission: 'duty.gap.handle' },
    {
      path: '/confirm',
      load: () => import('./confirm/ConfirmScreen.tsx'),
      permission: 'duty.checkIn.confirm',
    },
    {
      path: '/approvals',
      load: () => import('./approval/ApprovalsScreen.tsx'),
      permission: 'duty.checkIn.approve',
    },
    {
      path: '/sights',
      load: () => import('./sight/SightsScreen.tsx'),
      permission: 'duty.sanjian.confirm',
    },
  ],
  behind: [() => import('./today/GateSheets.tsx'), () => import('jsqr'), () => import('qrcode')],
  tabs: [
    {
      path: '/',
      label: () => text('tab.duty'),
      icon: icons.day,
      order: 10,
      permission: 'duty.mine.read',
    },
    {
      path: '/record',
      label: () => text('tab.record'),
      icon: icons.write,
      order: 20,
      permission: 'duty.event.record',
    },
    {
      path: '/slots',
      label: () => text('tab.slots'),
      icon: icons.hand,
      order: 20,
      permission: 'duty.slot.claim',
    },
    {
      path: '/notices',
      label: () => text('tab.notices'),
      icon: icons.bell,
      order: 30,
      permission: 'duty.mine.read',
      useCount: useUnread,
    },
  ],
  entries: [
    {
      path: '/shifts',
      label: () => text('shifts.title'),
      order: 10,
      permission: 'duty.mine.read',
    },
    {
      path: '/leave',
      label: () => text('absence.title'),
      order: 20,
      permission: 'duty.leave.request',
    },
    {
      path: '/swap',
      label: () => text('swap.title'),
      order: 21,
      permission: 'duty.swap.propose',
    },
    {
      path: '/gap',
      label: () => text('gap.title'),
      order: 29,
      permission: 'duty.gap.handle',
    },
    {
      path: '/confirm',
      label: () => text('confirm.title'),
      order: 30,
      permission: 'duty.checkIn.confirm',
    },
    {
      path: '/approvals',
      label: () => text('approval.title'),
      order: 31,
      permission: 'duty.checkIn.approve',
    },
    {
      path: '/sights',
      label: () => text('sight.title'),
      order: 32,
      permission: 'duty.sanjian.confirm',
    },
  ],
}
