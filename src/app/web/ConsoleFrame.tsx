import { useRouter } from '@tanstack/react-router'
import { me, signOut, switchRole } from '../../modules/identity/contract/session.ts'
import { signInAddress } from '../../modules/identity/web/addresses.ts'
import { identityText } from '../../modules/identity/web/text.ts'
import { health } from '../../platform/contract/health.ts'
import { call } from '../../platform/ui/api.ts'
import { queryClient, useRead } from '../../platform/ui/api-queries.ts'
import { AppFrame } from '../../platform/ui/frame/AppFrame.tsx'
import { tellFailure } from '../../platform/ui/kit/Undo.tsx'
import { useViewer } from '../../platform/ui/viewer.ts'
import { finders, menu, pages } from './modules.ts'
import { consoleText } from './text.ts'

/** The console's frame, filled with what the modules give. */
export function ConsoleFrame() {
  const t = consoleText.useText()
  const identity = identityText.useText()
  const viewer = useViewer()
  const router = useRouter()
  const { data } = useRead(me, {})
  const version = useRead(health, {}).data?.version ?? ''
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
      searchHint={t('searchHint')}
      version={version}
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
