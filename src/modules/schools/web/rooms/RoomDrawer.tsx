import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { ChoiceField, DayField, TextField, TimeField } from '../../../../platform/ui/kit/fields.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Facts } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay, shown, useToday } from '../../../../platform/ui/wall-time.ts'
import {
  addRoomEntry,
  getRoom,
  listRoomEntries,
  type PoliceRoom,
  RoomEntryKind,
  roomEntryKinds,
} from '../../contract/police-room.ts'
import { schoolAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { EditRoomDialog } from './RoomDialogs.tsx'
import { stateOfRoom, toneOfRoom } from './room-tone.ts'
import { hoursOf } from './room-words.ts'

const logTopics = ['schools.roomEntry'] as const

/** One room: its hours and place, and its log, newest first. */
export function RoomDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.room.edit')
  const [editing, setEditing] = useState(false)
  const query = useRead(getRoom, { params: { roomId: id } }, { topics: ['schools.policeRoom'] })
  return (
    <DetailDrawer
      open
      widthPx={560}
      onClose={onClose}
      title={query.data?.name ?? t('room.title')}
      actions={
        mayEdit && query.data ? (
          <Button onClick={() => setEditing(true)}>{t('room.edit')}</Button>
        ) : undefined
      }
    >
      <Read query={query}>
        {(room) => (
          <>
            <RoomFacts room={room} />
            <Log roomId={room.id} />
            {editing ? <EditRoomDialog room={room} onClose={() => setEditing(false)} /> : null}
          </>
        )}
      </Read>
    </DetailDrawer>
  )
}

function RoomFacts({ room }: { room: PoliceRoom }) {
  const t = schoolsText.useText()
  const state = stateOfRoom(room, useToday())
  const { lon, lat } = room.position
  const area = room.areaName ?? t('value.none')
  return (
    <Facts
      facts={[
        [t('room.kind'), t(`room.kindOf.${room.kind}`)],
        [
          t('room.area'),
          room.schoolId ? (
            <PageLink key="s" to={schoolAddress} target={{ params: { schoolId: room.schoolId } }}>
              {area}
            </PageLink>
          ) : (
            area
          ),
        ],
        [t('room.hours'), hoursOf(room, t)],
        [
          t('field.state'),
          <StateWord key="state" tone={toneOfRoom[state]}>
            {t(`room.stateOf.${state}`)}
          </StateWord>,
        ],
        [t('room.from'), room.activeFrom],
        room.activeUntil ? [t('room.until'), room.activeUntil] : null,
        [t('field.position'), `${lon.toFixed(5)}, ${lat.toFixed(5)}`],
      ]}
    />
  )
}

function Log({ roomId }: { roomId: string }) {
  const t = schoolsText.useText()
  const mayWrite = useMay('schools.room.log')
  const [writing, setWriting] = useState(false)
  const { query, paging } = usePages(listRoomEntries, { params: { roomId } }, logTopics)
  return (
    <section>
      <DataTable
        id="schools.roomLog"
        caption={t('room.log')}
        columns={[
          {
            key: 'at',
            title: t('room.at'),
            cell: ({ at }) => shown(at, 'dayTime'),
            widthPx: 110,
          },
          {
            key: 'entry',
            title: t('room.entry'),
            cell: ({ kind }) => t(`room.entryOf.${kind}`),
          },
          { key: 'note', title: t('room.note'), cell: ({ note }) => note },
          { key: 'person', title: t('room.person'), cell: ({ person }) => person.name },
        ]}
        query={query}
        paging={paging}
        rowKey={({ id }) => id}
        empty={
          <Empty title={t('room.logNone')}>{mayWrite ? t('room.logNoneHelp') : undefined}</Empty>
        }
        tools={
          <>
            <strong>{t('room.log')}</strong>
            {mayWrite ? (
              <Button type="primary" size="small" onClick={() => setWriting(true)}>
                {t('room.write')}
              </Button>
            ) : null}
          </>
        }
      />
      {writing ? <EntryDialog roomId={roomId} onClose={() => setWriting(false)} /> : null}
    </section>
  )
}

const Fields = z.object({
  day: z.iso.date(),
  time: z.string(),
  kind: RoomEntryKind,
  note: z.string().trim().max(500),
})

function EntryDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const t = schoolsText.useText()
  const [id] = useState(newId)
  const submit = async ({ day, time, kind, note }: z.output<typeof Fields>) => {
    const body = { id, at: `${day}T${time}:00+08:00`, kind, note }
    await call(addRoomEntry, { params: { roomId }, body })
    refresh(queryClient, logTopics)
    tell({ text: t('room.written') })
  }
  return (
    <RecordDialog
      title={t('room.write')}
      schema={Fields}
      initial={{ day: isoDay(now()), time: shown(now(), 'time'), kind: 'patrol', note: '' }}
      submit={submit}
      submitLabel={t('room.write')}
      note={t('room.writeNote')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <DayField name="day" label={t('calendar.day')} required />
        <TimeField name="time" label={t('room.at')} required />
        <ChoiceField
          name="kind"
          label={t('room.entry')}
          choices={roomEntryKinds.map((value) => ({ value, label: t(`room.entryOf.${value}`) }))}
        />
      </div>
      <TextField name="note" label={t('room.note')} lines={3} max={500} />
    </RecordDialog>
  )
}
