import {
  ApartmentOutlined,
  AuditOutlined,
  IdcardOutlined,
  QrcodeOutlined,
  SafetyOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { hrefOf } from '../../../platform/ui/address.ts'
import { call } from '../../../platform/ui/api.ts'
import type { Found, ModulePages } from '../../../platform/ui/pages.ts'
import { listPeople } from '../contract/person.ts'
import {
  accountsAddress,
  activateAddress,
  auditAddress,
  invitationsAddress,
  ownAccountAddress,
  peopleAddress,
  secondmentsAddress,
  signInAddress,
  territoryAddress,
} from './addresses.ts'
import { identityText } from './text.ts'

const foundMax = 6

async function findPeople(text: string, signal: AbortSignal): Promise<Found[]> {
  const { rows } = await call(listPeople, { query: { search: text, limit: foundMax } }, signal)
  return rows.map(({ id, name, agencyName, dutyRole }) => ({
    key: id,
    label: name,
    detail: `${identityText.text(`dutyRole.${dutyRole}`)}・${agencyName}`,
    href: hrefOf(peopleAddress, { search: { person: id } }),
  }))
}

export const identityPages: ModulePages = {
  pages: [
    {
      address: signInAddress,
      title: () => identityText.text('signIn.page'),
      load: () => import('./sign-in/SignInPage.tsx'),
      frame: 'open',
    },
    {
      address: activateAddress,
      title: () => identityText.text('activate.title'),
      load: () => import('./sign-in/ActivatePage.tsx'),
      frame: 'open',
    },
    {
      address: ownAccountAddress,
      title: () => identityText.text('own.title'),
      load: () => import('./accounts/OwnAccountPage.tsx'),
      frame: 'console',
    },
    {
      address: peopleAddress,
      title: () => identityText.text('people.title'),
      load: () => import('./people/PeoplePage.tsx'),
      permission: 'identity.person.read',
      frame: 'console',
    },
    {
      address: invitationsAddress,
      title: () => identityText.text('invitation.title'),
      load: () => import('./people/InvitationsPage.tsx'),
      permission: 'identity.invitation.manage',
      frame: 'console',
    },
    {
      address: secondmentsAddress,
      title: () => identityText.text('secondment.title'),
      load: () => import('./people/SecondmentsPage.tsx'),
      permission: 'identity.secondment.read',
      frame: 'console',
    },
    {
      address: territoryAddress,
      title: () => identityText.text('territory.title'),
      load: () => import('./territory/TerritoryPage.tsx'),
      permission: 'identity.area.manage',
      frame: 'console',
    },
    {
      address: accountsAddress,
      title: () => identityText.text('account.title'),
      load: () => import('./accounts/AccountsPage.tsx'),
      permission: 'identity.account.read',
      frame: 'console',
    },
    {
      address: auditAddress,
      title: () => identityText.text('audit.title'),
      load: () => import('./accounts/AuditPage.tsx'),
      permission: 'identity.audit.read',
      frame: 'console',
    },
  ],
  menu: [
    {
      address: peopleAddress,
      label: () => identityText.text('menu.people'),
      icon: <TeamOutlined />,
      permission: 'identity.person.read',
      group: 2,
      order: 3,
    },
    {
      address: invitationsAddress,
      label: () => identityText.text('menu.invitations'),
      icon: <QrcodeOutlined />,
      permission: 'identity.invitation.manage',
      group: 2,
      order: 4,
    },
    {
      address: secondmentsAddress,
      label: () => identityText.text('menu.secondments'),
      icon: <SwapOutlined />,
      permission: 'identity.secondment.read',
      group: 2,
      order: 8,
    },
    {
      address: territoryAddress,
      label: () => identityText.text('menu.territory'),
      icon: <ApartmentOutlined />,
      permission: 'identity.area.manage',
      group: 4,
      order: 0,
    },
    {
      address: accountsAddress,
      label: () => identityText.text('menu.accounts'),
      icon: <SafetyOutlined />,
      permission: 'identity.account.read',
      group: 4,
      order: 1,
    },
    {
      address: auditAddress,
      label: () => identityText.text('menu.audit'),
      icon: <AuditOutlined />,
      permission: 'identity.audit.read',
      group: 4,
      order: 2,
    },
    {
      address: ownAccountAddress,
      label: () => identityText.text('menu.own'),
      icon: <IdcardOutlined />,
      group: 4,
      order: 9,
    },
  ],
  finders: [
    {
      heading: () => identityText.text('people.title'),
      permission: 'identity.person.read',
      find: findPeople,
    },
  ],
}
