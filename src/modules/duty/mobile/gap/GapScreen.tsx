import { nowMs } from '../../../../platform/ui/clock.ts'
import { EntryRow, Failed, Nothing, Opening } from '../../../../platform/ui/phone/controls.tsx'
import { useKept } from '../../../../platform/ui/phone/kept.ts'
import { usePath } from '../../../../platform/ui/phone/path.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { boardTopic } from '../../contract/board.ts'
import { gapTopic, readGap } from '../../contract/gap.ts'
import { dutyText } from '../text.ts'
import { dayAndTime } from '../today/remaining.ts'
import { GapSheet } from './GapSheet.tsx'
import { useOpenGaps } from './open-gaps.ts'
import '../duty.css'

/** One gap by its address, or the open ones to choose from. */
export default function GapScreen() {
  const id = usePath().query.get('id')
  return id === null ? <OpenGaps /> : <OneGap key={id} id={id} />
}

function OpenGaps() {
  const t = dutyText.useText()
  const gaps = useOpenGaps(true)
  const rows = gaps.value?.rows ?? []
  return (
    <Screen title={t('gap.title')} up="/">
      <AsOf atMs={gaps.asOfMs} />
      {gaps.opening ? <Opening /> : null}
      {gaps.failure && !gaps.value ? (
        <Failed error={gaps.failure} retry={() => void gaps.refresh()} />
      ) : null}
      {gaps.value && rows.length === 0 ? <Nothing>{t('gap.none')}</Nothing> : null}
      {rows.length > 0 ? (
        <section className="ph-card ph-list">
          {rows.map((gap) => (
            <EntryRow
              key={gap.id}
              label={gap.postName}
              note={t('today.bell', { time: dayAndTime(gap.bellAt, nowMs()) })}
              to={`/gap?id=${gap.id}`}
            />
          ))}
        </section>
      ) : null}
    </Screen>
  )
}

function OneGap({ id }: { id: string }) {
  const t = dutyText.useText()
  // What it lacks changes with its shift, which is told by the board's topic.
  const gap = useKept(readGap, { params: { id } }, { topics: [boardTopic, gapTopic] })
  if (gap.value) return <GapSheet gap={gap.value} asOfMs={gap.asOfMs} />
  return (
    <Screen title={t('gap.title')} up="/gap">
      {gap.opening ? <Opening rows={5} /> : null}
      {gap.failure ? <Failed error={gap.failure} retry={() => void gap.refresh()} /> : null}
    </Screen>
  )
}
