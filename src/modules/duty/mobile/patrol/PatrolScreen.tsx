import { useId, useRef, useState } from 'react'
import { deviceNowMs, now, nowMs } from '../../../../platform/ui/clock.ts'
import { isReachable } from '../../../../platform/ui/phone/connection.ts'
import {
  BigButton,
  Card,
  Failed,
  Nothing,
  Opening,
  PlainButton,
  Tick,
} from '../../../../platform/ui/phone/controls.tsx'
import { newRecordId, save } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { goBack, usePath } from '../../../../platform/ui/phone/path.ts'
import { AsOf, Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import type { MyPatrol } from '../../contract/mine.ts'
import type { PatrolReportRecord } from '../../contract/patrol.ts'
import { useMine } from '../mine.ts'
import { PhotoInput } from '../photo/PhotoInput.tsx'
import { type Photo, photoOf } from '../photo/take-photo.ts'
import { dutyText } from '../text.ts'
import { PatrolTag } from './PatrolRow.tsx'
import { hoursOf, useReportedPatrols } from './patrol.ts'
import { patrolCarrierName } from './patrol-carrier.ts'
import '../duty.css'

const noteMax = 200

/** One patrol: where to walk, and the report that it was walked. */
export default function PatrolScreen() {
  const t = dutyText.useText()
  const mine = useMine()
  const { query } = usePath()
  const patrol = mine.value?.patrols.find(({ id }) => id === query.get('id'))
  if (patrol) return <PatrolForm key={patrol.id} patrol={patrol} asOfMs={mine.asOfMs} />
  return (
    <Screen title={t('patrol.title')} up="/">
      {mine.opening ? <Opening /> : null}
      {mine.failure && !mine.value ? (
        <Failed error={mine.failure} retry={() => void mine.refresh()} />
      ) : null}
      {mine.value ? <Nothing tone="off">{t('patrol.gone')}</Nothing> : null}
    </Screen>
  )
}

function PatrolForm({ patrol, asOfMs }: { patrol: MyPatrol; asOfMs: number }) {
  const t = dutyText.useText()
  const noteId = useId()
  const reported = useReportedPatrols().has(patrol.id)
  const opener = useRef<(() => void) | null>(null)
  const report = useReport(patrol)
  const takeable = patrol.state !== 'withdrawn' && !reported
  return (
    <Screen
      title={t('patrol.title')}
      up="/"
      actions={
        takeable ? (
          <BigButton
            disabled={report.busy}
            note={t(Date.parse(patrol.endsAt) < nowMs() ? 'patrol.lateNote' : 'patrol.doneNote')}
            onPress={() => void report.send().catch(sayFailure)}
          >
            {t('patrol.done')}
          </BigButton>
        ) : undefined
      }
    >
      <AsOf atMs={asOfMs} />
      <section className="ph-card">
        <div className="ph-card-head">
          <h2 className="ph-lead">{patrol.place ?? t('patrol.byPerson')}</h2>
          <PatrolTag patrol={patrol} reported={reported} />
        </div>
        <p>{`${shown(noonOf(patrol.day), 'weekday')} ${hoursOf(patrol)}`}</p>
        {patrol.note ? <p className="du-quote">{patrol.note}</p> : null}
      </section>
      <Card title={t('patrol.places')} aside={takeable ? t('patrol.placesNote') : undefined}>
        {patrol.places.map((place) =>
          takeable ? (
            <Tick
              key={place}
              on={report.walked.includes(place)}
              onChange={(on) => report.setWalked(place, on)}
            >
              {place}
            </Tick>
          ) : (
            <p key={place}>{place}</p>
          ),
        )}
      </Card>
      {takeable ? (
        <Card>
          <div className="ph-field">
            <label htmlFor={noteId}>{t('event.note')}</label>
            <textarea
              id={noteId}
              rows={2}
              maxLength={noteMax}
              value={report.note}
              onChange={({ target }) => report.setNote(target.value)}
            />
          </div>
          <PlainButton onPress={() => opener.current?.()}>
            {t(report.photo ? 'patrol.photoAgain' : 'patrol.photo')}
          </PlainButton>
          {report.photo ? (
            <p className="ph-caption">
              {t('patrol.photoTaken', { digest: report.photo.sha256.slice(0, 12) })}
            </p>
          ) : null}
        </Card>
      ) : null}
      <PhotoInput opener={opener} onFile={report.take} />
    </Screen>
  )
}

/** The report while it is filled in; everything walked until the person says otherwise. */
function useReport(patrol: MyPatrol) {
  const t = dutyText.useText()
  const [walked, setWalked] = useState<readonly string[]>(patrol.places)
  const [note, setNote] = useState('')
  const [photo, setPhoto] = useState<Photo>()
  const [busy, setBusy] = useState(false)
  const where = patrol.place ?? patrol.places[0] ?? ''
  const send = async () => {
    setBusy(true)
    const record: PatrolReportRecord = {
      kind: 'patrolReport',
      id: newRecordId(),
      patrolId: patrol.id,
      places: patrol.places.filter((place) => walked.includes(place)),
      note: note.trim(),
      at: new Date(deviceNowMs()).toISOString(),
      offline: !isReachable(),
      ...(photo ? { photoFileId: photo.id, photoSha256: photo.sha256 } : {}),
    }
    await save({
      id: record.id,
      carrier: patrolCarrierName,
      place: where,
      content: record,
      ...(photo ? { attachment: photo } : {}),
    }).finally(() => setBusy(false))
    say(t('patrol.saved'))
    goBack('/')
  }
  return {
    walked,
    setWalked: (place: string, on: boolean) =>
      setWalked(on ? [...walked, place] : walked.filter((one) => one !== place)),
    note,
    setNote,
    photo,
    take: (file: File) =>
      void photoOf(file, `${shown(now(), 'isoDay')} ${shown(now(), 'seconds')}  ${where}`)
        .then(setPhoto)
        .catch(sayFailure),
    busy,
    send,
  }
}
