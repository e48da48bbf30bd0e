import { SignOutButton } from '../../modules/identity/mobile/SignOutButton.tsx'
import { EntryRow } from '../../platform/ui/phone/controls.tsx'
import { phoneText } from '../../platform/ui/phone/phone-text.ts'
import { Screen } from '../../platform/ui/phone/Screen.tsx'
import type { EntryDefinition } from '../../platform/ui/phone/screens.ts'
import { usePermissions, useViewer } from '../../platform/ui/viewer.ts'
import { entries } from './modules.ts'

export default function MoreScreen() {
  const t = phoneText.useText()
  const viewer = useViewer()
  const may = usePermissions()
  return (
    <Screen title={t('more')}>
      <section className="ph-card">
        <p className="ph-lead">{viewer.name}</p>
        <p className="ph-caption">
          {viewer.roleLabel} · {viewer.area.name}
        </p>
      </section>
      <section className="ph-card ph-list">
        {entries
          .filter(({ permission }) => may(permission))
          .map((entry) => (
            <Entry key={entry.path} entry={entry} />
          ))}
      </section>
      <SignOutButton />
    </Screen>
  )
}

const noCount = () => 0

function Entry({ entry }: { entry: EntryDefinition }) {
  const useCount = entry.useCount ?? noCount
  return <EntryRow label={entry.label()} note={entry.note?.()} count={useCount()} to={entry.path} />
}
