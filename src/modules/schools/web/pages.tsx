import {
  CalendarOutlined,
  DownloadOutlined,
  HomeOutlined,
  LinkOutlined,
  ShopOutlined,
} from '@ant-design/icons'
import { hrefOf } from '../../../platform/ui/address.ts'
import { call } from '../../../platform/ui/api.ts'
import type { Found, ModulePages } from '../../../platform/ui/pages.ts'
import { listSchools } from '../contract/school.ts'
import {
  bellsAddress,
  calendarAddress,
  certificatesAddress,
  editSchoolAddress,
  gateCodeAddress,
  gateNoticeAddress,
  importAddress,
  importsAddress,
  newSchoolAddress,
  pairingSheetAddress,
  pairingsAddress,
  postedNoticeAddress,
  roomsAddress,
  schoolAddress,
  schoolsAddress,
} from './addresses.ts'
import { schoolsText } from './text.ts'

const foundMax = 8

/** Schools by name, pinyin initials or code, for the search of the top bar. */
async function findSchools(text: string, signal: AbortSignal): Promise<Found[]> {
  const { rows } = await call(listSchools, { query: { text, limit: foundMax } }, signal)
  return rows.map(({ id, name, stationName, kind }) => ({
    key: id,
    label: name,
    detail: [schoolsText.text(`kind.${kind}`), stationName ?? ''].filter(Boolean).join('・'),
    href: hrefOf(schoolAddress, { params: { schoolId: id } }),
  }))
}

export const schoolsPages: ModulePages = {
  pages: [
    {
      address: schoolsAddress,
      title: () => schoolsText.text('list.title'),
      load: () => import('./list/SchoolListPage.tsx'),
      permission: 'schools.read',
      frame: 'console',
    },
    {
      address: newSchoolAddress,
      title: () => schoolsText.text('form.add'),
      load: () => import('./forms/NewSchoolPage.tsx'),
      permission: 'schools.edit',
      frame: 'console',
    },
    {
      address: schoolAddress,
      title: () => schoolsText.text('list.title'),
      load: () => import('./school/SchoolPage.tsx'),
      permission: 'schools.read',
      frame: 'console',
    },
    {
      address: editSchoolAddress,
      title: () => schoolsText.text('page.edit'),
      load: () => import('./forms/EditSchoolPage.tsx'),
      permission: 'schools.edit',
      frame: 'console',
    },
    {
      address: bellsAddress,
      title: () => schoolsText.text('bell.edit'),
      load: () => import('./forms/BellsPage.tsx'),
      permission: 'schools.bell.edit',
      frame: 'console',
    },
    {
      address: certificatesAddress,
      title: () => schoolsText.text('certificate.title'),
      load: () => import('./staff/CertificatesPage.tsx'),
      permission: 'schools.staff.read',
      frame: 'console',
    },
    {
      address: gateNoticeAddress,
      title: () => schoolsText.text('notice.title'),
      load: () => import('./print/GateNoticePage.tsx'),
      permission: 'schools.read',
      frame: 'plain',
    },
    {
      address: postedNoticeAddress,
      title: () => schoolsText.text('notice.title'),
      load: () => import('./print/PostedNoticePage.tsx'),
      frame: 'open',
    },
    {
      address: gateCodeAddress,
      title: () => schoolsText.text('code.title'),
      load: () => import('./print/GateCodePage.tsx'),
      permission: 'schools.gateCode.show',
      frame: 'plain',
    },
    {
      address: calendarAddress,
      title: () => schoolsText.text('calendar.title'),
      load: () => import('./calendar/CalendarPage.tsx'),
      permission: 'schools.read',
      frame: 'console',
    },
    {
      address: roomsAddress,
      title: () => schoolsText.text('room.title'),
      load: () => import('./rooms/RoomsPage.tsx'),
      permission: 'schools.read',
      frame: 'console',
    },
    {
      address: pairingsAddress,
      title: () => schoolsText.text('pairing.title'),
      load: () => import('./pairings/PairingsPage.tsx'),
      permission: 'schools.read',
      frame: 'console',
    },
    {
      address: pairingSheetAddress,
      title: () => schoolsText.text('pairing.title'),
      load: () => import('./pairings/PairingSheetPage.tsx'),
      permission: 'schools.read',
      frame: 'plain',
    },
    {
      address: importsAddress,
      title: () => schoolsText.text('import.title'),
      load: () => import('./import/ImportsPage.tsx'),
      permission: 'schools.import',
      frame: 'console',
    },
    {
      address: importAddress,
      title: () => schoolsText.text('import.title'),
      load: () => import('./import/ImportPage.tsx'),
      permission: 'schools.import',
      frame: 'console',
    },
  ],
  menu: [
    {
      address: schoolsAddress,
      label: () => schoolsText.text('menu.schools'),
      icon: <HomeOutlined />,
      permission: 'schools.read',
      group: 2,
      order: 1,
    },
    {
      address: calendarAddress,
      label: () => schoolsText.text('menu.calendar'),
      icon: <CalendarOutlined />,
      permission: 'schools.read',
      group: 2,
      order: 5,
    },
    {
      address: pairingsAddress,
      label: () => schoolsText.text('menu.pairings'),
      icon: <LinkOutlined />,
      permission: 'schools.read',
      group: 2,
      order: 6,
    },
    {
      address: roomsAddress,
      label: () => schoolsText.text('menu.rooms'),
      icon: <ShopOutlined />,
      permission: 'schools.read',
      group: 2,
      order: 7,
    },
    {
      address: importsAddress,
      label: () => schoolsText.text('menu.import'),
      icon: <DownloadOutlined />,
      permission: 'schools.import',
      group: 3,
      order: 8,
    },
  ],
  finders: [
    {
      heading: () => schoolsText.text('list.title'),
      permission: 'schools.read',
      find: findSchools,
    },
  ],
}
