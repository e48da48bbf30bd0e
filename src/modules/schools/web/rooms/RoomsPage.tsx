import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter, FilterBar } from '../../../../platform/ui/kit/FilterBar.tsx'
import { laterPart } from '../../../../platform/ui/kit/LaterPart.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty, Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { useToday } from '../../../../platform/ui/wall-time.ts'
import { listRooms, type PoliceRoom, roomKinds } from '../../contract/police-room.ts'
import { roomsAddress } from '../addresses.ts'
import { type SchoolsTranslate, schoolsText } from '../text.ts'
import { CreateRoomDialog } from './RoomDialogs.tsx'
import { RoomDrawer } from './RoomDrawer.tsx'
import { stateOfRoom, toneOfRoom } from './room-tone.ts'
import { hoursOf } from './room-words.ts'

const RoomMapView = laterPart(() => import('./RoomMapView.tsx'), <Skeleton rows={8} />)

const topics = ['schools.policeRoom'] as const

/** Police rooms and booths: where they are, when they are open, and what is written there. */
export default function RoomsPage() {
  const t = schoolsText.useText()
  const search = useSearchOf(roomsAddress)
  const change = useChangeSearch(roomsAddress)
  const mayAdd = useMay('schools.room.edit')
  const [adding, setAdding] = useState(false)
  const open = (room: string) => void change({ room }, false)
  const onAdd = mayAdd ? () => setAdding(true) : undefined
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('room.title')}
        actions={
          onAdd ? (
            <Button type="primary" onClick={onAdd}>
              {t('room.add')}
            </Button>
          ) : undefined
        }
      />
      <div className="ay-page-body">
        <RoomFilterBar />
        {search.view === 'map' ? (
          <RoomMapView kind={search.kind} selectedId={search.room} onSelect={open} />
        ) : (
          <RoomTable onOpen={open} onAdd={onAdd} />
        )}
      </div>
      {search.room ? (
        <RoomDrawer
          key={search.room}
          id={search.room}
          onClose={() => void change({ room: undefined })}
        />
      ) : null}
      {adding ? (
        <CreateRoomDialog onClose={() => setAdding(false)} onCreated={({ id }) => open(id)} />
      ) : null}
    </div>
  )
}

function RoomFilterBar() {
  const t = schoolsText.useText()
  const { kind, view } = useSearchOf(roomsAddress)
  const change = useChangeSearch(roomsAddress)
  return (
    <FilterBar
      onClear={kind ? () => void change({ kind: undefined }) : undefined}
      actions={
        <Segmented
          aria-label={t('list.view')}
          value={view}
          onChange={(next) => void change({ view: next })}
          options={[
            { value: 'list' as const, label: t('list.list') },
            { value: 'map' as const, label: t('list.map') },
          ]}
        />
      }
    >
      <ChoiceFilter
        label={t('room.kind')}
        value={kind}
        choices={roomKinds.map((value) => ({ value, label: t(`room.kindOf.${value}`) }))}
        onChange={(next) => void change({ kind: next })}
      />
    </FilterBar>
  )
}

interface RoomTableProps {
  readonly onOpen: (id: string) => void
  readonly onAdd: (() => void) | undefined
}

function RoomTable({ onOpen, onAdd }: RoomTableProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const today = useToday()
  const { kind, room } = useSearchOf(roomsAddress)
  const change = useChangeSearch(roomsAddress)
  const { query, paging } = usePages(listRooms, { query: kind ? { kind } : {} }, topics)
  return (
    <DataTable
      id="schools.rooms"
      caption={t('room.caption')}
      columns={columnsOf(t, today)}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      selectedKey={room}
      onOpen={({ id }) => onOpen(id)}
      empty={
        kind ? (
          <Empty
            title={k('filter.none')}
            action={
              <Button onClick={() => void change({ kind: undefined })}>{k('filter.clear')}</Button>
            }
          />
        ) : (
          <Empty
            title={t('room.none')}
            action={onAdd ? <Button onClick={onAdd}>{t('room.add')}</Button> : undefined}
          >
            {t('room.noneHelp')}
          </Empty>
        )
      }
    />
  )
}

function columnsOf(t: SchoolsTranslate, today: string): Column<PoliceRoom>[] {
  return [
    { key: 'name', title: t('room.name'), cell: ({ name }) => <strong>{name}</strong> },
    { key: 'kind', title: t('room.kind'), cell: ({ kind }) => t(`room.kindOf.${kind}`) },
    { key: 'area', title: t('room.area'), cell: ({ areaName }) => areaName ?? t('value.none') },
    { key: 'hours', title: t('room.hours'), cell: (room) => hoursOf(room, t) },
    { key: 'from', title: t('room.from'), cell: ({ activeFrom }) => activeFrom },
    {
      key: 'until',
      title: t('room.until'),
      cell: ({ activeUntil }) => activeUntil ?? t('room.open'),
      hidden: true,
    },
    {
      key: 'state',
      title: t('field.state'),
      cell: (room) => {
        const state = stateOfRoom(room, today)
        return <StateWord tone={toneOfRoom[state]}>{t(`room.stateOf.${state}`)}</StateWord>
      },
    },
  ]
}
