import { CalendarOutlined } from '@ant-design/icons'
import type { ModulePages } from '../../../platform/ui/pages.ts'
import { todayAddress } from './addresses.ts'
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
