import { go, matched } from '../../platform/ui/phone/path.ts'
import { phoneText } from '../../platform/ui/phone/phone-text.ts'
import type { TabDefinition } from '../../platform/ui/phone/screens.ts'
import { usePermissions } from '../../platform/ui/viewer.ts'
import { tabs as moduleTabs } from './modules.ts'
import { ownScreens } from './own-screens.ts'

const tabs = [...moduleTabs, ...(ownScreens.tabs ?? [])]

/** The main screens; hidden on the screens behind them, which have a way back. */
export function TabBar({ path }: { path: string }) {
  const t = phoneText.useText()
  const may = usePermissions()
  const shown = tabs.filter(({ permission }) => may(permission))
  if (!shown.some((tab) => matched(tab.path, path))) return null
  return (
    <nav className="ph-tabs" aria-label={t('tabs')}>
      {shown.map((tab) => (
        <Tab key={tab.path} tab={tab} present={matched(tab.path, path) !== undefined} />
      ))}
    </nav>
  )
}

const noCount = () => 0

function Tab({ tab, present }: { tab: TabDefinition; present: boolean }) {
  const useCount = tab.useCount ?? noCount
  const count = useCount()
  return (
    <button
      type="button"
      aria-current={present ? 'page' : undefined}
      onClick={() => go(tab.path, { replace: true })}
    >
      {tab.icon}
      <span>{count > 0 ? `${tab.label()} ${count}` : tab.label()}</span>
    </button>
  )
}
