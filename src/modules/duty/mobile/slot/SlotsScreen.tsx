import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useConnection } from '../../../../platform/ui/phone/connection.ts'
import {
  Failed,
  LinkButton,
  Nothing,
  Opening,
  PlainButton,
} from '../../../../platform/ui/phone/controls.tsx'
import { callHeard, useKept } from '../../../../platform/ui/phone/kept.ts'
import { newRecordId } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import { claimSlot, leaveSlot, listOpenSlots, type OpenSlot } from '../../contract/slot.ts'
import { useMine } from '../mine.ts'
import { dutyText } from '../text.ts'
import { span } from '../today/remaining.ts'
import '../duty.css'

/** Freely taken, freely given back: no list by class, no ranking, no names of others. */
export default function SlotsScreen() {
  const t = dutyText.useText()
  const viewer = useViewer()
  const slots = useKept(listOpenSlots, {})
  const mine = useMine()
  const rows = slots.value?.rows ?? []
  const left = slots.value?.claimsLeftThisTerm ?? null
  const act = async (slot: OpenSlot) => {
    const { claimId } = slot
    if (claimId) await callHeard(leaveSlot, { params: { id: claimId } })
    else {
      const id = newRecordId()
      await callHeard(claimSlot, { params: { id }, body: { shiftId: slot.shiftId } })
    }
    say(t(claimId ? 'slot.left' : 'slot.claimed'))
    await Promise.all([slots.refresh(), mine.refresh()])
  }
  return (
    <Screen title={t('slot.title')} aside={<span className="ph-caption">{viewer.area.name}</span>}>
      <section className="ph-card ph-tinted ay-ok">
        <p className="ph-row">
          <StateMark tone="ok" size={20} />
          <span>
            <strong>{t('slot.free')}</strong>
            {t('slot.freeNote')}
          </span>
        </p>
      </section>
      <AsOf atMs={slots.asOfMs} />
      {slots.opening ? <Opening /> : null}
      {slots.failure && !slots.value ? (
        <Failed error={slots.failure} retry={() => void slots.refresh()} />
      ) : null}
      {slots.value ? <h2 className="ph-section">{t('slot.open')}</h2> : null}
      {left === null ? null : <p className="ph-note">{t('slot.leftThisTerm', { count: left })}</p>}
      {slots.value && rows.length === 0 ? <Nothing tone="off">{t('slot.none')}</Nothing> : null}
      {rows.map((slot) => (
        <SlotCard
          key={slot.shiftId}
          slot={slot}
          mayClaim={left === null || left > 0}
          onAct={() => void act(slot).catch(sayFailure)}
        />
      ))}
    </Screen>
  )
}

const marksMax = 8

function SlotCard({
  slot,
  mayClaim,
  onAct,
}: {
  slot: OpenSlot
  mayClaim: boolean
  onAct: () => void
}) {
  const t = dutyText.useText()
  const { reachable } = useConnection()
  const full = slot.taken >= slot.wanted
  const marks = Array.from({ length: Math.min(slot.wanted, marksMax) }, (_, place) => ({
    key: `place-${place}`,
    taken: place < slot.taken,
  }))
  return (
    <section className="ph-card du-slot" data-mine={slot.claimId !== null}>
      <div>
        <p>
          <strong>{`${shown(noonOf(slot.day), 'shortWeekday')} ${slot.day.slice(5)}`}</strong>
          {`　${slot.postName}`}
        </p>
        <p className="ph-caption">{`${t(`half.${slot.half}`)} ${span(slot)}`}</p>
        <p className="du-places">
          {marks.map(({ key, taken }) => (
            <StateMark key={key} tone={taken ? 'ok' : 'wait'} size={17} />
          ))}
          {t('slot.places', { taken: slot.taken, wanted: slot.wanted })}
        </p>
      </div>
      {slot.claimId ? (
        <div className="du-slot-way">
          <StateWord tone="ok">{t('slot.mine')}</StateWord>
          <LinkButton disabled={!reachable} onPress={onAct}>
            {t('slot.leave')}
          </LinkButton>
        </div>
      ) : null}
      {slot.claimId || full ? null : (
        <PlainButton disabled={!reachable || !mayClaim} onPress={onAct}>
          {t('slot.claim')}
        </PlainButton>
      )}
      {full && !slot.claimId ? <span className="ph-caption">{t('slot.full')}</span> : null}
    </section>
  )
}
