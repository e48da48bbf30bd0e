import { useEffect, useRef, useState } from 'react'
import { deviceNowMs, now, useNow } from '../../../../platform/ui/clock.ts'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { isReachable } from '../../../../platform/ui/phone/connection.ts'
import { BigButton, EntryRow, Nothing, Opening } from '../../../../platform/ui/phone/controls.tsx'
import { localStore } from '../../../../platform/ui/phone/local-store.ts'
import { newRecordId, save, saveDraft } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { usePath } from '../../../../platform/ui/phone/path.ts'
import { Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { usePermissions } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { EventRecord } from '../../contract/event.ts'
import { carrierName } from '../carrier.ts'
import { useShiftsHere } from '../here/here.ts'
import { ShiftChoice } from '../here/ShiftChoice.tsx'
import { useMine } from '../mine.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { EventFields } from './EventFields.tsx'
import {
  type EventForm,
  type EventPlace,
  emptyForm,
  formOf,
  kindsOf,
  placeOfDraft,
  recordOf,
} from './event-form.rules.ts'
import { FollowedEvents } from './FollowedEvents.tsx'
import { RecentEvents } from './RecentEvents.tsx'
import '../duty.css'

/** Two taps: the kind, and 登记. Place and time are filled in; nobody is named. */
export default function RecordScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const shifts = useShiftsHere(mine.value)
  const [chosen, setChosen] = useState<string>()
  const shift = shifts.find(({ shiftId }) => shiftId === chosen) ?? shifts[0]
  const { form, setForm, begun, register } = useEventForm(shift)
  const place = begun?.place ?? (shift && placeOf(shift))
  const time = begun?.at ? new Date(begun.at) : now()
  useNow()
  return (
    <Screen
      title={t('event.title')}
      aside={place ? <span className="ph-caption">{place}</span> : undefined}
      actions={
        <BigButton
          disabled={!form || !place}
          note={place ? t('event.filled', { time: shown(time, 'time') }) : t('event.noPlace')}
          onPress={() => void register().catch(sayFailure)}
        >
          {form
            ? t('event.register', { kind: t(`event.kind.${form.event}`) })
            : t('event.chooseKind')}
        </BigButton>
      }
    >
      {mine.opening ? (
        // What stands below would be pushed down as soon as it is known who serves where.
        <Opening rows={6} />
      ) : (
        <>
          {begun ? null : (
            <ShiftChoice shifts={shifts} value={shift?.shiftId} onChange={setChosen} />
          )}
          {place ? (
            <Kinds role={shift?.role ?? 'none'} form={form} onChoose={setForm} />
          ) : (
            <Nothing tone="off">{t('event.noPlaceNote')}</Nothing>
          )}
          {form ? <EventFields form={form} onChange={setForm} /> : null}
          <p className="ph-note">{t('event.rule')}</p>
          <RecentEvents />
          <OtherRecords />
          <FollowedEvents />
        </>
      )}
    </Screen>
  )
}

interface KindsProps {
  readonly role: GateShift['role']
  readonly form: EventForm | undefined
  readonly onChoose: (form: EventForm) => void
}

function Kinds({ role, form, onChoose }: KindsProps) {
  const t = dutyText.useText()
  return (
    <div className="ph-tiles">
      {kindsOf(role).map((kind) => (
        <button
          key={kind}
          type="button"
          className="ph-tile"
          aria-pressed={form?.event === kind}
          onClick={() => onChoose({ ...(form ?? emptyForm(kind)), event: kind })}
        >
          <strong>{t(`event.kind.${kind}`)}</strong>
          <span>{t(`event.hint.${kind}`)}</span>
          {form?.event === kind ? <StateMark tone="ok" size={19} /> : null}
        </button>
      ))}
    </div>
  )
}

/** The form, its draft when it is left with words in it, and its record. */
function useEventForm(shift: GateShift | undefined) {
  const t = dutyText.useText()
  const { query } = usePath()
  const draft = query.get('draft')
  const [id, setId] = useState(draft ?? newRecordId())
  const [form, setForm] = useState<EventForm>()
  const [begun, setBegun] = useState<EventPlace>()
  useEffect(() => {
    if (!draft) return
    void localStore.entries.get(draft).then((entry) => {
      if (entry?.state !== 'draft') return
      const record = entry.content as EventRecord
      setForm(formOf(record))
      setBegun(placeOfDraft(record, entry.place))
    })
  }, [draft])
  const here = begun ?? (shift && placeNow(shift))
  const entryOf = (filled: EventForm, { place, at, ...where }: EventPlace) => {
    const content = recordOf(filled, {
      id,
      ...where,
      at: at ?? new Date(deviceNowMs()).toISOString(),
      offline: !isReachable(),
    })
    return { id, carrier: carrierName, place, content }
  }
  const left = useRef<() => void>(undefined)
  left.current = () => {
    if (form && here && form.note.trim() !== '') void saveDraft(entryOf(form, here))
  }
  useEffect(() => () => left.current?.(), [])
  const register = async () => {
    if (!form || !here) return
    await save(entryOf(form, here))
    say(t('event.saved', { kind: t(`event.kind.${form.event}`) }))
    setForm(undefined)
    setBegun(undefined)
    setId(newRecordId())
  }
  return { form, setForm, begun, register }
}

const placeNow = (shift: GateShift): EventPlace => ({
  postId: shift.postId,
  shiftId: shift.shiftId,
  place: placeOf(shift),
  at: null,
})

function OtherRecords() {
  const t = dutyText.useText()
  const may = usePermissions()
  if (!may('duty.deployment.record')) return null
  return (
    <section className="ph-card ph-list">
      <EntryRow label={t('deployment.title')} note={t('deployment.entryNote')} to="/deployment" />
    </section>
  )
}
