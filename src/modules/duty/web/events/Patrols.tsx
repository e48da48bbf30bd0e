import { Button } from 'antd'
import { useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  listPatrols,
  type Patrol,
  type PatrolReport,
  patrolStates,
  patrolTopic,
  withdrawPatrol,
} from '../../contract/patrol.ts'
import { eventsAddress } from '../addresses.ts'
import { Photo } from '../photo/Photo.tsx'
import { dutyText } from '../text.ts'
import { PatrolDialog } from './PatrolDialog.tsx'

const topics = [patrolTopic] as const
const toneOf = { open: 'wait', done: 'ok', missed: 'warn', withdrawn: 'off' } as const

/** Patrol tasks: who walks where and when, and what was reported. */
export function Patrols() {
  const t = dutyText.useText()
  const mayGive = useMay('duty.patrol.give')
  const maySee = useMay('duty.checkIn.approve')
  const { state } = useSearchOf(eventsAddress)
  const change = useChangeSearch(eventsAddress)
  const [giving, setGiving] = useState(false)
  const { query, paging } = usePages(listPatrols, { query: state ? { state } : {} }, topics)
  return (
    <>
      <DataTable
        id="duty.patrols"
        caption={t('events.patrols')}
        columns={[
          {
            key: 'hours',
            title: t('patrol.hours'),
            cell: ({ startsAt, endsAt }) =>
              `${shown(startsAt, 'dayTime')}–${shown(endsAt, 'time')}`,
          },
          { key: 'whose', title: t('patrol.whose'), cell: (row) => <Whose patrol={row} /> },
          { key: 'places', title: t('patrol.places'), cell: (row) => <Where patrol={row} /> },
          {
            key: 'state',
            title: t('events.state'),
            cell: ({ state: is }) => (
              <StateWord tone={toneOf[is]}>{t(`patrol.stateOf.${is}`)}</StateWord>
            ),
          },
          { key: 'report', title: t('patrol.report'), cell: (row) => <Report patrol={row} /> },
          {
            key: 'photo',
            title: t('photo.title'),
            cell: ({ report }) => (maySee && report ? <ReportPhoto report={report} /> : null),
          },
          {
            key: 'acts',
            title: '',
            align: 'right',
            cell: ({ id, state: is }) => (mayGive && is === 'open' ? <Withdraw id={id} /> : null),
          },
        ]}
        query={query}
        paging={paging}
        rowKey={({ id }) => id}
        empty={<Empty title={t('patrol.none')}>{t('patrol.noneHelp')}</Empty>}
        tools={
          <>
            <ChoiceFilter
              label={t('events.state')}
              value={state}
              choices={patrolStates.map((value) => ({
                value,
                label: t(`patrol.stateOf.${value}`),
              }))}
              onChange={(next) => void change({ state: next })}
            />
            {mayGive ? (
              <Button type="primary" onClick={() => setGiving(true)}>
                {t('patrol.give')}
              </Button>
            ) : null}
          </>
        }
      />
      {giving ? <PatrolDialog onClose={() => setGiving(false)} /> : null}
    </>
  )
}

function Whose({ patrol: { postName, personName } }: { patrol: Patrol }) {
  const t = dutyText.useText()
  return (
    <>
      <strong>{personName ?? postName}</strong>{' '}
      <span className="ay-note">
        {personName === null ? t('patrol.onDutyThere') : (postName ?? '')}
      </span>
    </>
  )
}

function Where({ patrol: { places, note } }: { patrol: Patrol }) {
  return (
    <>
      {places.join('・')}
      {note ? <div className="ay-note">{note}</div> : null}
    </>
  )
}

/** Who reported when, what was left out, and how the report came. */
function Report({ patrol: { report, reports, places } }: { patrol: Patrol }) {
  const t = dutyText.useText()
  if (!report) return null
  const left = places.filter((place) => !report.places.includes(place))
  const remarks = [
    report.late ? t('patrol.late') : '',
    report.offline ? t('events.offline') : '',
    left.length > 0 ? t('patrol.left', { places: left.join('・') }) : '',
    reports > 1 ? t('patrol.reports', { count: reports }) : '',
    report.note,
  ].filter(Boolean)
  return (
    <>
      {report.personName} {shown(report.at, 'time')}
      {remarks.length > 0 ? <div className="ay-note">{remarks.join('・')}</div> : null}
    </>
  )
}

function ReportPhoto({ report }: { report: PatrolReport }) {
  const { photoFileId, photoSha256, personName, at } = report
  if (!photoFileId || !photoSha256) return null
  const caption = `${personName} ${shown(at, 'dayTime')}`
  return <Photo fileId={photoFileId} sha256={photoSha256} caption={caption} />
}

function Withdraw({ id }: { id: string }) {
  const t = dutyText.useText()
  const withdraw = useAct(withdrawPatrol, {
    topics,
    onDone: () => tell({ text: t('patrol.withdrawn') }),
  })
  return (
    <Button
      size="small"
      onClick={() => withdraw.mutate({ params: { id } }, { onError: tellFailure })}
    >
      {t('events.undo')}
    </Button>
  )
}
