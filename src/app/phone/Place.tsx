import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { BigButton, Nothing, Opening } from '../../platform/ui/phone/controls.tsx'
import { go, matched } from '../../platform/ui/phone/path.ts'
import { phoneText } from '../../platform/ui/phone/phone-text.ts'
import { Screen } from '../../platform/ui/phone/Screen.tsx'
import type { ScreenDefinition, ScreenParams } from '../../platform/ui/phone/screens.ts'
import { useMay } from '../../platform/ui/viewer.ts'
import { behind, screens as moduleScreens } from './modules.ts'
import { ownScreens } from './own-screens.ts'

const screens = [...ownScreens.screens, ...moduleScreens]

type Loaded = ComponentType<{ params: ScreenParams }>
const loaded = new Map<string, Loaded>()

function codeOf(screen: ScreenDefinition): Loaded {
  const known = loaded.get(screen.path) ?? lazy(screen.load)
  loaded.set(screen.path, known)
  return known
}

export function screenAt(path: string) {
  for (const screen of screens) {
    const params = matched(screen.path, path)
    if (params) return { screen, params }
  }
  return undefined
}

/**
 * Loads the code of everything. Where no worker stores the pages (the first minute, and inside
 * other apps) a screen that was never opened would be missing without a network.
 */
export async function loadEverything(): Promise<void> {
  await Promise.allSettled([...screens.map(({ load }) => load()), ...behind.map((load) => load())])
}

/** The screen that the address names, or why it is not shown. */
export function Place({ path }: { path: string }) {
  const t = phoneText.useText()
  const found = screenAt(path)
  const may = useMay(found?.screen.permission)
  if (!found || !may) {
    return (
      <div className="ph-place">
        <Lost
          text={t(found ? 'failed.noRight' : 'failed.noScreen')}
          to={found ? '/more' : '/'}
          way={t(found ? 'more' : 'failed.home')}
        />
      </div>
    )
  }
  const Code = codeOf(found.screen)
  return (
    <div className="ph-place">
      <Fallback key={path}>
        <Suspense fallback={<Opening />}>
          <Code params={found.params} />
        </Suspense>
      </Fallback>
    </div>
  )
}

function Lost({ text, to, way }: { text: string; to: string; way: string }) {
  const t = phoneText.useText()
  return (
    <Screen
      title={t('brand')}
      actions={<BigButton onPress={() => go(to, { replace: true })}>{way}</BigButton>}
    >
      <Nothing tone="warn">{text}</Nothing>
    </Screen>
  )
}

/** A screen that breaks must not take the others with it. */
class Fallback extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const t = phoneText.useText()
  return (
    <Screen
      title={t('brand')}
      actions={<BigButton onPress={() => window.location.reload()}>{t('failed.retry')}</BigButton>}
    >
      <Nothing tone="gap">{t('failed.screen')}</Nothing>
    </Screen>
  )
}
