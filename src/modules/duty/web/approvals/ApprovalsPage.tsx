import { Tabs } from 'antd'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { boardTopic } from '../../contract/board.ts'
import { decideCheckIn, listPendingCheckIns, type PendingCheckIn } from '../../contract/check-in.ts'
import { decideLeave, type Leave, listLeaves, previewLeave } from '../../contract/leave.ts'
import { approvalsAddress } from '../addresses.ts'
import { Photo } from '../photo/Photo.tsx'
import { dutyText } from '../text.ts'
import { decideColumn, InRole } from './Decide.tsx'
import { Swaps } from './Swaps.tsx'
import '../posts/posts.css'

const checkInTopics = [boardTopic, 'duty.checkIn'] as const
const leaveTopics = ['duty.leave'] as const

/** What waits for a leader's word: late or uncertain check-ins, leave, and swaps. */
export default function ApprovalsPage() {
  const t = dutyText.useText()
  const { tab } = useSearchOf(approvalsAddress)
  const change = useChangeSearch(approvalsAddress)
  const may = {
    checkIns: useMay('duty.checkIn.approve'),
    leaves: useMay('duty.leave.decide'),
    swaps: useMay('duty.swap.decide'),
  }
  const tabs = (['checkIns', 'leaves', 'swaps'] as const).filter((name) => may[name])
  const shownTab = tabs.includes(tab) ? tab : (tabs[0] ?? tab)
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('approve.title')}
        below={
          <Tabs
            activeKey={shownTab}
            onChange={(next) => void change({ tab: next as typeof tab })}
            items={tabs.map((key) => ({ key, label: t(`approve.${key}`) }))}
          />
        }
      />
      <div className="ay-page-body">
        {shownTab === 'swaps' ? <Swaps /> : shownTab === 'leaves' ? <Leaves /> : <CheckIns />}
      </div>
    </div>
  )
}

function CheckIns() {
  const t = dutyText.useText()
  const { query, paging } = usePages(listPendingCheckIns, {}, checkInTopics)
  const decide = useAct(decideCheckIn, {
    topics: checkInTopics,
    onDone: (_, { body }) => tell({ text: t(`approve.${body.decision}`) }),
  })
  return (
    <DataTable
      id="duty.pending"
      caption={t('approve.checkIns')}
      columns={[
        {
          key: 'person',
          title: t('approve.person'),
          cell: (row) => <Who row={row} />,
        },
        { key: 'post', title: t('approve.post'), cell: ({ postName }) => postName },
        { key: 'bell', title: t('approve.bell'), cell: ({ bellAt }) => shown(bellAt, 'dayTime') },
        { key: 'at', title: t('approve.at'), cell: ({ at }) => shown(at, 'seconds') },
        { key: 'how', title: t('approve.how'), cell: (row) => <How row={row} /> },
        { key: 'reason', title: t('approve.reason'), cell: ({ reason }) => reason },
        { key: 'photo', title: t('photo.title'), cell: (row) => <Proof row={row} /> },
        decideColumn(decide),
      ]}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      empty={<Empty tone="ok" title={t('approve.noneCheckIns')} />}
    />
  )
}

function Proof({ row }: { row: PendingCheckIn }) {
  const t = dutyText.useText()
  const { photoFileId, photoSha256, hasPhoto, personName, at } = row
  if (!photoFileId || !photoSha256) return null
  if (!hasPhoto) return <span className="ay-note">{t('photo.awaited')}</span>
  const caption = `${personName} ${shown(at, 'dayTime')}`
  return <Photo fileId={photoFileId} sha256={photoSha256} caption={caption} />
}

/** A guest may have given no name; who wrote them down stands beside. */
function Who({ row: { personName, role, registeredByName } }: { row: PendingCheckIn }) {
  const t = dutyText.useText()
  return (
    <>
      <InRole name={personName} role={role} />
      {registeredByName === null ? null : (
        <div className="ay-note">{t('approve.registeredBy', { name: registeredByName })}</div>
      )}
    </>
  )
}

function How({ row: { causes, method, distanceM, offline } }: { row: PendingCheckIn }) {
  const t = dutyText.useText()
  return [
    causes.includes('guestUnconfirmed') ? '' : t(`people.method.${method}`),
    ...causes.map((cause) => t(`people.cause.${cause}`)),
    distanceM === null ? '' : `${Math.round(distanceM)} m`,
    offline ? t('events.offline') : '',
  ]
    .filter(Boolean)
    .join('・')
}

function Leaves() {
  const t = dutyText.useText()
  const { query, paging } = usePages(listLeaves, { query: { state: 'requested' } }, leaveTopics)
  const decide = useAct(decideLeave, {
    topics: [...leaveTopics, 'duty.plan'],
    onDone: (_, { body }) => tell({ text: t(`approve.${body.decision}`) }),
  })
  return (
    <DataTable
      id="duty.leaves"
      caption={t('approve.leaves')}
      columns={[
        {
          key: 'person',
          title: t('approve.person'),
          cell: ({ personName }) => <strong>{personName}</strong>,
        },
        { key: 'kind', title: t('approve.kind'), cell: ({ kind }) => t(`approve.kindOf.${kind}`) },
        {
          key: 'from',
          title: t('approve.from'),
          cell: ({ startsAt }) => shown(startsAt, 'dayTime'),
        },
        {
          key: 'until',
          title: t('approve.until'),
          cell: ({ endsAt }) => shown(endsAt, 'dayTime'),
        },
        { key: 'effect', title: t('approve.effect'), cell: (leave) => <Effect leave={leave} /> },
        decideColumn(decide),
      ]}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      empty={<Empty tone="ok" title={t('approve.noneLeaves')} />}
    />
  )
}

const toneOf = { unmanned: 'gap', short: 'warn', full: 'ok' } as const

/** What the posts would lack if nobody took over: shown before the decision. */
function Effect({ leave: { personId, startsAt, endsAt } }: { leave: Leave }) {
  const t = dutyText.useText()
  const { data } = useRead(previewLeave, { query: { personId, startsAt, endsAt } })
  if (!data) return null
  if (data.rows.length === 0) {
    return <span className="ay-note">{t('approve.effectNone')}</span>
  }
  return data.rows.slice(0, 3).map(({ shiftId, postName, bellAt, becomes }) => (
    <div key={shiftId}>
      <StateWord tone={toneOf[becomes]}>
        {shown(bellAt, 'dayTime')} {postName} {t(`approve.becomes.${becomes}`)}
      </StateWord>
    </div>
  ))
}
