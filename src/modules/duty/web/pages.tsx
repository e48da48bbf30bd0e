import { DashboardOutlined, TableOutlined } from '@ant-design/icons'
import type { ModulePages } from '../../../platform/ui/pages.ts'
import { todayAddress, wallAddress, weekAddress } from './addresses.ts'
import { dutyText } from './text.ts'

export const dutyPages: ModulePages = {
  pages: [
    {
      address: todayAddress,
      title: () => dutyText.text('today.title'),
      load: () => import('./board/TodayPage.tsx'),
      permission: 'duty.board.read',
      frame: 'console',
    },
    {
      address: weekAddress,
      title: () => dutyText.text('week.title'),
      load: () => import('./week/WeekPage.tsx'),
      permission: 'duty.plan.read',
      frame: 'console',
      dense: true,
    },
    {
      address: wallAddress,
      title: () => dutyText.text('menu.wall'),
      load: () => import('./wall/WallPage.tsx'),
      permission: 'duty.board.read',
      frame: 'plain',
    },
  ],
  menu: [
    {
      address: todayAddress,
      label: () => dutyText.text('menu.today'),
      icon: <DashboardOutlined />,
      permission: 'duty.board.read',
      group: 1,
      order: 1,
    },
    {
      address: weekAddress,
      label: () => dutyText.text('menu.week'),
      icon: <TableOutlined />,
      permission: 'duty.plan.read',
      group: 1,
      order: 2,
    },
  ],
}
