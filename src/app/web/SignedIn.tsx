import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { me } from '../../modules/identity/contract/session.ts'
import { identityText } from '../../modules/identity/web/text.ts'
import { call } from '../../platform/ui/api.ts'
import { refreshByChanges, useRead } from '../../platform/ui/api-queries.ts'
import { followLive, onLiveChange } from '../../platform/ui/live.ts'
import { useLanguage } from '../../platform/ui/text.ts'
import { type Viewer, ViewerProvider } from '../../platform/ui/viewer.ts'

/** Knows who looks, and keeps what they look at fresh. */
export function SignedIn() {
  const language = useLanguage()
  const t = identityText.useText()
  const { data } = useRead(me, {}, { topics: ['identity.me'] })
  const viewer = useMemo<Viewer | null>(() => {
    if (!data) return null
    const local = (place: { name: string; nameEn: string }) =>
      language === 'en' && place.nameEn !== '' ? place.nameEn : place.name
    return {
      sessionId: data.sessionId,
      personId: data.person.id,
      name: data.person.name,
      role: data.role,
      roleLabel: t(`role.${data.role}`),
      permissions: new Set(data.permissions),
      area: { id: data.area.id, name: local(data.area), level: data.area.level },
      countyName: local(data.county),
    }
  }, [data, language, t])
  useLive(data?.sessionId)
  if (!viewer) return null
  return (
    <ViewerProvider value={viewer}>
      <Outlet />
    </ViewerProvider>
  )
}

function useLive(session: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!session) return
    const stopRefreshing = refreshByChanges(client, onLiveChange)
    const stopFollowing = followLive({
      session,
      // A revoked session ends its stream; asking who I am tells that from a restart.
      onEnd: () => void call(me, {}).catch(stillUnknown),
    })
    return () => {
      stopFollowing()
      stopRefreshing()
    }
  }, [session, client])
}

/** A refusal has already led to the sign-in page; an unreachable server is shown by the bar. */
const stillUnknown = (): undefined => undefined
