import { useRouter } from '@tanstack/react-router'
import { Modal } from 'antd'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { kit } from '../kit-text.ts'
import type { FinderDefinition, Found, MenuEntry } from '../pages.ts'
import { usePermissions } from '../viewer.ts'

interface SearchPaletteProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly menu: readonly MenuEntry[]
  readonly finders: readonly FinderDefinition[]
}

interface Group {
  readonly heading: string
  readonly found: readonly Found[]
}

/** Ctrl K: pages and records by name, pinyin initials or number. */
export function SearchPalette({ open, onClose, menu, finders }: SearchPaletteProps) {
  const t = kit.useText()
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={620}
      style={{ top: 72 }}
      destroyOnHidden
      title={<span className="ay-unseen">{t('palette.title')}</span>}
      className="ay-palette"
    >
      <Palette onClose={onClose} menu={menu} finders={finders} />
    </Modal>
  )
}

function Palette({ onClose, menu, finders }: Omit<SearchPaletteProps, 'open'>) {
  const t = kit.useText()
  const id = useId()
  const router = useRouter()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const pages = useMenuFound(menu, text)
  const { groups: records, busy } = useFound(finders, text)
  const groups: Group[] = [{ heading: t('palette.pages'), found: pages }, ...records].filter(
    ({ found }) => found.length > 0,
  )
  const all = groups.flatMap(({ found }) => found)
  const at = Math.min(chosen, Math.max(0, all.length - 1))
  const open = (one: Found) => {
    onClose()
    router.history.push(one.href)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setChosen((at + step + all.length) % Math.max(1, all.length))
    }
    const one = all[at]
    if (event.key === 'Enter' && one) open(one)
  }
  return (
    <>
      <input
        className="ay-palette-input"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type into this field
        autoFocus
        role="combobox"
        aria-expanded={all.length > 0}
        aria-controls={`${id}list`}
        aria-activedescendant={all[at] ? `${id}${all[at].key}` : undefined}
        aria-label={t('palette.title')}
        placeholder={t('palette.hint')}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setChosen(0)
        }}
        onKeyDown={press}
      />
      <div
        className="ay-palette-list"
        role="listbox"
        id={`${id}list`}
        aria-label={t('palette.title')}
      >
        {groups.map(({ heading, found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, a fieldset has fields
          <div key={heading} role="group" aria-label={heading}>
            <div className="ay-palette-heading">{heading}</div>
            {found.map((one) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field above
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
              <div
                key={one.key}
                id={`${id}${one.key}`}
                role="option"
                aria-selected={one === all[at]}
                onClick={() => open(one)}
              >
                <span>{one.label}</span>
                <span className="ay-note">{one.detail}</span>
              </div>
            ))}
          </div>
        ))}
        <p className="ay-note" role="status">
          {all.length === 0 && text !== ''
            ? t(busy ? 'palette.searching' : 'palette.none', { text })
            : ''}
        </p>
      </div>
    </>
  )
}

function useMenuFound(menu: readonly MenuEntry[], text: string): Found[] {
  const may = usePermissions()
  const wanted = text.trim().toLowerCase()
  return menu
    .filter((entry) => may(entry.permission))
    .map((entry) => ({
      key: entry.address.path as string,
      label: entry.label(),
      detail: '',
      href: entry.address.path as string,
    }))
    .filter(({ label }) => label.toLowerCase().includes(wanted))
}

const typingPauseMs = 150

/** Asks every module that the person may search, after a short rest in typing. */
function useFound(finders: readonly FinderDefinition[], text: string) {
  const [groups, setGroups] = useState<readonly Group[]>([])
  const [busy, setBusy] = useState(false)
  const wanted = text.trim()
  const may = usePermissions()
  const allowed = finders.filter(({ permission }) => may(permission))
  // biome-ignore lint/correctness/useExhaustiveDependencies: permissions last for the session
  useEffect(() => {
    setGroups([])
    if (wanted === '') return
    setBusy(true)
    const stopping = new AbortController()
    const timer = setTimeout(async () => {
      const found = await Promise.all(
        allowed.map((finder) => foundBy(finder, wanted, stopping.signal)),
      )
      if (stopping.signal.aborted) return
      setGroups(found)
      setBusy(false)
    }, typingPauseMs)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [wanted])
  return { groups, busy }
}

async function foundBy(
  finder: FinderDefinition,
  text: string,
  signal: AbortSignal,
): Promise<Group> {
  try {
    return { heading: finder.heading(), found: await finder.find(text, signal) }
  } catch {
    // One module that cannot answer must not hide what the others found.
    return { heading: finder.heading(), found: [] }
  }
}
