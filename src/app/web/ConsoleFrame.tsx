import { useRouter } from '@tanstack/react-router'
import { me, signOut, switchRole } from '../../modules/identity/contract/session.ts'
import { signInAddress } from '../../modules/identity/web/addresses.ts'
import { identityText } from '../../modules/identity/web/text.ts'
import { about } from '../../platform/contract/about.ts'
import { call } from '../../platform/ui/api.ts'
import { queryClient, useRead } from '../../platform/ui/api-queries.ts'
import { AppFrame } from '../../platform/ui/frame/AppFrame.tsx'
import { PageLink } from '../../platform/ui/kit/PageLink.tsx'
import { StateTag } from '../../platform/ui/kit/StateMark.tsx'
import { tellFailure } from '../../platform/ui/kit/Undo.tsx'
import { useViewer } from '../../platform/ui/viewer.ts'
import { shown } from '../../platform/ui/wall-time.ts'
import { aboutAddress } from './about/pages.tsx'
import { finders, menu, pages } from './modules.ts'
import { consoleText } from './text.ts'

/** The console's frame, filled with what the modules give. */
export function ConsoleFrame() {
  const t = consoleText.useText()
  const identity = identityText.useText()
  const viewer = useViewer()
  const router = useRouter()
  const { data } = useRead(me, {})
  const version = useRead(about, {}).data?.version ?? ''
  const change = async (roleAssignmentId: string) => {
    try {
      await call(switchRole, { body: { roleAssignmentId } })
      // Nothing that the other role could see may stay on the screen.
      queryClient.clear()
      window.location.assign('/')
    } catch (error) {
      tellFailure(error as Error)
    }
  }
  const leave = async () => {
    try {
      await call(signOut, {})
      queryClient.clear()
      router.history.push(signInAddress.path)
    } catch (error) {
      tellFailure(error as Error)
    }
  }
  return (
    <AppFrame
      viewer={viewer}
      menu={menu}
      pages={pages}
      finders={finders}
      status={<DemonstrationNote />}
      searchHint={t('searchHint')}
      about={
        <PageLink to={aboutAddress} target={{}}>
          {t('version', { version })}
        </PageLink>
      }
      roles={(data?.choices ?? []).map((choice) => ({
        id: choice.roleAssignmentId,
        label: `${identity(`role.${choice.role}`)}・${choice.areaName}`,
        current: choice.roleAssignmentId === data?.roleAssignmentId,
      }))}
      onRole={(roleAssignmentId) => void change(roleAssignmentId)}
      onSignOut={() => void leave()}
    />
  )
}

/** What is played is never taken for what is real. */
function DemonstrationNote() {
  const t = consoleText.useText()
  const demonstration = useRead(about, {}).data?.demonstration
  if (!demonstration) return null
  const time = shown(demonstration.beginsAt, 'dayTime')
  return (
    <span title={t(`demonstration.${demonstration.reason ?? 'plain'}`, { time })}>
      <StateTag tone="unknown">{t('demonstration.title')}</StateTag>
      <span className="ay-unseen">
        {t(`demonstration.${demonstration.reason ?? 'plain'}`, { time })}
      </span>
    </span>
  )
}
