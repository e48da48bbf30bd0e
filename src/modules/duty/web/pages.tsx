import { CalendarOutlined } from '@ant-design/icons'
import type { ModulePages } from '../../../platform/ui/pages.ts'
import { todayAddress, wallAddress } from './addresses.ts'
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
      icon: <CalendarOutlined />,
      permission: 'duty.board.read',
      group: 1,
      order: 1,
    },
  ],
}
