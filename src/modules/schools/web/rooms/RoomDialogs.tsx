import { Form } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { Id } from '../../../../platform/contract/id.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { ChoiceField, DayField, TextField, TimeField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { newId } from '../../../../platform/ui/new-id.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { AreaField } from '../../../identity/web/index.ts'
import {
  createRoom,
  type PoliceRoom,
  PoliceRoomFields,
  roomKinds,
  updateRoom,
} from '../../contract/police-room.ts'
import { PositionInput } from '../../contract/position.ts'
import { PositionFields } from '../forms/PositionFields.tsx'
import { SchoolField } from '../forms/SchoolField.tsx'
import { schoolsText } from '../text.ts'

const topics = ['schools.policeRoom'] as const

/** What the form holds: a position stands in fields of its own there. */
const PlaceFields = PoliceRoomFields.pick({
  name: true,
  opens: true,
  closes: true,
  activeFrom: true,
  activeUntil: true,
}).extend(PositionInput.pick({ lon: true, lat: true, system: true }).shape)

const inOrder = ({ activeFrom, activeUntil }: { activeFrom: string; activeUntil: string | null }) =>
  activeUntil === null || activeUntil >= activeFrom
const outOfOrder = { message: 'endsBeforeStart', path: ['activeUntil'] }

/** Said together with the other faults, not after they have been mended. */
const always = () => true

const EditFields = PlaceFields.refine(inOrder, outOfOrder)
const NewFields = PlaceFields.extend({
  kind: PoliceRoomFields.shape.kind,
  schoolId: Id.optional(),
  areaId: Id.optional(),
})
  .refine(inOrder, outOfOrder)
  .refine(({ kind, schoolId }) => kind !== 'campus' || schoolId, {
    message: 'schoolNeeded',
    path: ['schoolId'],
    when: always,
  })

/** Whoever sees several stations says which: the room is seen from there. */
const NewFieldsAbove = NewFields.refine(({ kind, areaId }) => kind === 'campus' || areaId, {
  message: 'areaNeeded',
  path: ['areaId'],
  when: always,
})

type Place = z.output<typeof PlaceFields>

const positionIn = ({ lon, lat, system }: Place) => ({
  lon,
  lat,
  system,
  source: 'map',
  accuracyM: null,
})

interface CreateRoomDialogProps {
  readonly onClose: () => void
  readonly onCreated: (room: PoliceRoom) => void
}

export function CreateRoomDialog({ onClose, onCreated }: CreateRoomDialogProps) {
  const t = schoolsText.useText()
  const { area } = useViewer()
  const [id] = useState(newId)
  const submit = async (fields: z.output<typeof NewFields>) => {
    const { lon, lat, system, areaId, schoolId, ...given } = fields
    const home = given.kind === 'campus' ? { schoolId } : areaId ? { areaId } : {}
    const body = { id, ...given, ...home, position: positionIn(fields) }
    const room = await call(createRoom, { body })
    refresh(queryClient, topics)
    tell({ text: t('room.added', { name: room.name }) })
    onCreated(room)
  }
  return (
    <RecordDialog
      title={t('room.add')}
      schema={area.level === 'station' ? NewFields : NewFieldsAbove}
      words={useWords()}
      initial={{
        kind: 'street',
        name: '',
        system: 'wgs84',
        opens: null,
        closes: null,
        activeFrom: isoDay(now()),
        activeUntil: null,
      }}
      submit={submit}
      submitLabel={t('room.add')}
      onClose={onClose}
    >
      <ChoiceField
        name="kind"
        label={t('room.kind')}
        choices={roomKinds.map((value) => ({ value, label: t(`room.kindOf.${value}`) }))}
      />
      <HomeField />
      <RoomFields />
    </RecordDialog>
  )
}

/** A room on a campus lies with its school, any other with a station. */
function HomeField() {
  const t = schoolsText.useText()
  const { area } = useViewer()
  const kind = Form.useWatch<PoliceRoom['kind'] | undefined>('kind')
  if (kind === 'campus') return <SchoolField name="schoolId" label={t('notice.school')} />
  if (area.level === 'station') return null
  return <AreaField name="areaId" label={t('field.station')} levels={['station']} />
}

function RoomFields() {
  const t = schoolsText.useText()
  return (
    <>
      <TextField name="name" label={t('room.name')} required max={80} />
      <div className="ay-form-columns">
        <TimeField name="opens" label={t('room.opens')} />
        <TimeField name="closes" label={t('room.closes')} />
        <DayField name="activeFrom" label={t('room.from')} required />
        <DayField name="activeUntil" label={t('room.until')} />
      </div>
      <PositionFields required help={t('room.positionHelp')} />
    </>
  )
}

function useWords(): Readonly<Record<string, string>> {
  const t = schoolsText.useText()
  return {
    endsBeforeStart: t('bell.dates'),
    schoolNeeded: t('room.schoolNeeded'),
    areaNeeded: t('room.areaNeeded'),
  }
}

export function EditRoomDialog({ room, onClose }: { room: PoliceRoom; onClose: () => void }) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const { name, opens, closes, activeFrom, activeUntil, position, version } = room
  const submit = async (fields: Place) => {
    const { lon, lat, system, ...given } = fields
    const isMoved = system !== 'wgs84' || lon !== position.lon || lat !== position.lat
    const moved = isMoved ? { position: positionIn(fields) } : {}
    const params = { roomId: room.id }
    await call(updateRoom, { params, body: { ...given, ...moved, version } })
    refresh(queryClient, topics)
    tell({ text: t('room.saved') })
  }
  return (
    <RecordDialog
      title={`${t('room.edit')}・${name}`}
      schema={EditFields}
      words={useWords()}
      initial={{ name, opens, closes, activeFrom, activeUntil, ...position, system: 'wgs84' }}
      submit={submit}
      submitLabel={k('form.save')}
      onClose={onClose}
    >
      <RoomFields />
    </RecordDialog>
  )
}
