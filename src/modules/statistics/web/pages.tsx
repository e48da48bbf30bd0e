import { BarChartOutlined, FileTextOutlined } from '@ant-design/icons'
import type { ModulePages } from '../../../platform/ui/pages.ts'
import { figuresAddress, reportAddress, reportsAddress } from './addresses.ts'
import { statisticsText } from './text.ts'

export const statisticsPages: ModulePages = {
  pages: [
    {
      address: figuresAddress,
      title: () => statisticsText.text('figures.title'),
      load: () => import('./figures/FiguresPage.tsx'),
      permission: 'statistics.read',
      frame: 'console',
    },
    {
      address: reportsAddress,
      title: () => statisticsText.text('report.title'),
      load: () => import('./reports/ReportsPage.tsx'),
      permission: 'statistics.report.read',
      frame: 'console',
    },
    {
      address: reportAddress,
      title: () => statisticsText.text('report.title'),
      load: () => import('./reports/ReportPage.tsx'),
      permission: 'statistics.report.read',
      frame: 'console',
    },
  ],
  menu: [
    {
      address: figuresAddress,
      label: () => statisticsText.text('menu.figures'),
      icon: <BarChartOutlined />,
      permission: 'statistics.read',
      group: 3,
      order: 1,
    },
    {
      address: reportsAddress,
      label: () => statisticsText.text('menu.reports'),
      icon: <FileTextOutlined />,
      permission: 'statistics.report.read',
      group: 3,
      order: 2,
    },
  ],
  panels: [
    {
      key: 'statistics.month',
      place: 'wall',
      title: () => statisticsText.text('wall.month'),
      note: () => statisticsText.text('wall.monthNote'),
      load: () => import('./wall/MonthPanel.tsx'),
      permission: 'statistics.read',
      order: 1,
    },
  ],
}
