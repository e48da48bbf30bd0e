import { ConfigProvider } from 'antd-mobile'
import enUS from 'antd-mobile/es/locales/en-US'
import zhCN from 'antd-mobile/es/locales/zh-CN'
import { useEffect, useMemo } from 'react'
import { me } from '../../modules/identity/contract/session.ts'
import { identify, useMe } from '../../modules/identity/mobile/session.ts'
import { identityPhoneText } from '../../modules/identity/mobile/text.ts'
import { call, RefusedError } from '../../platform/ui/api.ts'
import { followLive } from '../../platform/ui/live.ts'
import { onAwake, onReachable } from '../../platform/ui/phone/connection.ts'
import { pruneKept } from '../../platform/ui/phone/kept.ts'
import { askToStay } from '../../platform/ui/phone/local-store.ts'
import { startDelivery } from '../../platform/ui/phone/outbox/delivery.ts'
import { useOutbox } from '../../platform/ui/phone/outbox/outbox.ts'
import { noOutbox } from '../../platform/ui/phone/outbox/outbox-view.ts'
import { useOwner } from '../../platform/ui/phone/owner.ts'
import { usePath } from '../../platform/ui/phone/path.ts'
import { useLanguage } from '../../platform/ui/text.ts'
import { type Viewer, ViewerProvider } from '../../platform/ui/viewer.ts'
import { Notes } from './Notes.tsx'
import { loadEverything, Place, screenAt } from './Place.tsx'
import { leaveForSignIn } from './session-end.ts'
import { TabBar } from './TabBar.tsx'

export function Phone() {
  const language = useLanguage()
  const { path } = usePath()
  const open = screenAt(path)?.screen.open ?? false
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN}>
      <div className="ph-shell">
        <Notes />
        {open ? <Place path={path} /> : <SignedInPhone path={path} />}
      </div>
    </ConfigProvider>
  )
}

/** Opens from what the phone knows; whoever is not known is sent to sign in. */
function SignedInPhone({ path }: { path: string }) {
  const owner = useOwner()
  const viewer = useViewerOfPhone()
  useEffect(() => {
    const again = () => void identify().catch((error) => afterUnknown(error, owner))
    again()
    const stops = [onAwake(again), onReachable(again)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [owner])
  useEffect(() => {
    if (owner === '') return
    void askToStay()
    void pruneKept()
    return startDelivery()
  }, [owner])
  useLiveWhileSeen(viewer?.sessionId)
  useEverythingLater()
  useBadge()
  if (!viewer) return null
  return (
    <ViewerProvider value={viewer}>
      <Place path={path} />
      <TabBar path={path} />
    </ViewerProvider>
  )
}

/** After what is on the screen has its turn. */
const laterMs = 5_000

function useEverythingLater(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!navigator.serviceWorker?.controller) void loadEverything()
    }, laterMs)
    return () => clearTimeout(timer)
  }, [])
}

/** A refusal has led to the sign-in screen already; without a network only a known person opens. */
function afterUnknown(error: Error, owner: string): void {
  if (owner === '' && !(error instanceof RefusedError)) leaveForSignIn()
}

function useViewerOfPhone(): Viewer | null {
  const language = useLanguage()
  const who = useMe()
  const t = identityPhoneText.useText()
  return useMemo(() => {
    if (!who) return null
    const local = (place: { name: string; nameEn: string }) =>
      language === 'en' && place.nameEn !== '' ? place.nameEn : place.name
    return {
      sessionId: who.sessionId,
      personId: who.person.id,
      name: who.person.name,
      role: who.role,
      roleLabel: t(`role.${who.role}`),
      permissions: new Set(who.permissions),
      area: { id: who.area.id, name: local(who.area), level: who.area.level },
      countyName: local(who.county),
    }
  }, [who, language, t])
}

/** The stream costs battery: it is open only while somebody looks. */
function useLiveWhileSeen(session: string | undefined): void {
  useEffect(() => {
    if (!session) return
    let stop: (() => void) | undefined
    const follow = () => {
      const seen = document.visibilityState === 'visible'
      if (seen && !stop) {
        stop = followLive({ session, onEnd: () => void call(me, {}).catch(stillUnknown) })
      }
      if (!seen) {
        stop?.()
        stop = undefined
      }
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      stop?.()
    }
  }, [session])
}

/** A refusal has already led to the sign-in screen; silence is shown by the strip. */
const stillUnknown = (): undefined => undefined

/** The number on the icon of the home screen, where the system shows one. */
function useBadge(): void {
  const { owed } = useOutbox() ?? noOutbox
  useEffect(() => {
    if (!('setAppBadge' in navigator)) return
    const done = owed > 0 ? navigator.setAppBadge(owed) : navigator.clearAppBadge()
    // The pages are not installed here: there is no icon to mark.
    done.catch(stillUnknown)
  }, [owed])
}
