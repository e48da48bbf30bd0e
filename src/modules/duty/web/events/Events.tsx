import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { ChoiceField } from '../../../../platform/ui/kit/fields.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { useMay, useViewer } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  eventKinds,
  eventResults,
  listEvents,
  type PostEvent,
  SettledResult,
  settledResults,
} from '../../contract/event.ts'
import { settleEvent } from '../../contract/event-result.ts'
import { eventsAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'

/** An incident that is closed settles its event. */
const topics = ['duty.event', 'duty.incident'] as const

/** What happened at the posts, in counts; what is followed up gets its result here. */
export function Events() {
  const t = dutyText.useText()
  const { event, result } = useSearchOf(eventsAddress)
  const [settling, setSettling] = useState<PostEvent | null>(null)
  const asked = { ...(event ? { event } : {}), ...(result ? { result } : {}) }
  const { query, paging } = usePages(listEvents, { query: asked }, topics)
  return (
    <>
      <DataTable
        id="duty.events"
        caption={t('events.events')}
        columns={[
          { key: 'at', title: t('events.at'), cell: ({ at }) => shown(at, 'dayTime') },
          { key: 'post', title: t('events.post'), cell: ({ postName }) => postName },
          { key: 'event', title: t('events.event'), cell: (row) => <Kind row={row} /> },
          { key: 'heads', title: t('events.heads'), align: 'right', cell: ({ heads }) => heads },
          {
            key: 'ground',
            title: t('events.ground'),
            cell: ({ legalGround }) => (legalGround ? t(`events.groundOf.${legalGround}`) : ''),
          },
          { key: 'person', title: t('events.person'), cell: ({ personName }) => personName },
          {
            key: 'result',
            title: t('events.result'),
            cell: (row) => <Result row={row} onSettle={() => setSettling(row)} />,
          },
          { key: 'note', title: t('events.note'), cell: ({ note }) => note },
        ]}
        query={query}
        paging={paging}
        rowKey={({ id }) => id}
        empty={
          result === 'following' ? (
            <Empty tone="ok" title={t('events.noneFollowing')} />
          ) : (
            <Empty title={t('events.none')} />
          )
        }
        tools={<Filters />}
      />
      {settling ? <SettleDialog event={settling} onClose={() => setSettling(null)} /> : null}
    </>
  )
}

function Filters() {
  const t = dutyText.useText()
  const { event, result } = useSearchOf(eventsAddress)
  const change = useChangeSearch(eventsAddress)
  return (
    <>
      <ChoiceFilter
        label={t('events.event')}
        value={event}
        choices={eventKinds.map((value) => ({ value, label: t(`events.kindOf.${value}`) }))}
        onChange={(next) => void change({ event: next })}
      />
      <ChoiceFilter
        label={t('events.result')}
        value={result}
        choices={eventResults.map((value) => ({ value, label: t(`events.resultOf.${value}`) }))}
        onChange={(next) => void change({ result: next })}
      />
    </>
  )
}

function Kind({ row: { event, withdrawnAt } }: { row: PostEvent }) {
  const t = dutyText.useText()
  return (
    <>
      {t(`events.kindOf.${event}`)}
      {withdrawnAt ? <span className="ay-note"> {t('events.withdrawn')}</span> : null}
    </>
  )
}

/** What became of it, who said so and when, and the way to say it or to correct it. */
function Result({ row, onSettle }: { row: PostEvent; onSettle: () => void }) {
  const t = dutyText.useText()
  const maySettle = useMaySettle(row)
  const { event, result, settled, withdrawnAt } = row
  if (settled) {
    const { at, byName, corrected } = settled
    return (
      <>
        {t(`events.resultOf.${settled.result}`)}
        <div className="ay-note">
          <span>{t('events.settledBy', { name: byName, time: shown(at, 'dayTime') })}</span>
          {corrected ? (
            <span>
              {listMark()}
              {t('events.correctedBy', {
                name: corrected.byName,
                time: shown(corrected.at, 'dayTime'),
              })}
            </span>
          ) : null}
          {maySettle ? (
            <Button size="small" type="link" onClick={onSettle}>
              {t('events.correct')}
            </Button>
          ) : null}
        </div>
      </>
    )
  }
  if (result !== 'following' || withdrawnAt) return result ? t(`events.resultOf.${result}`) : null
  return (
    <span className="ev-open">
      <StateWord tone="warn">{t('events.resultOf.following')}</StateWord>
      {maySettle ? (
        <Button size="small" onClick={onSettle}>
          {t('events.settle')}
        </Button>
      ) : null}
      {event === 'incident' ? (
        <PageLink to={eventsAddress} target={{ search: { tab: 'incidents' } }}>
          {t('events.toIncidents')}
        </PageLink>
      ) : null}
    </span>
  )
}

/** Nothing that was taken back; an incident is closed by its owner, checks are the police's. */
function useMaySettle({ event, withdrawnAt }: PostEvent): boolean {
  const may = useMay('duty.event.settle')
  const { role } = useViewer()
  return (
    may && !withdrawnAt && event !== 'incident' && (event !== 'check' || role !== 'schoolCadre')
  )
}

const Settlement = z.object({ result: SettledResult })

function SettleDialog({ event, onClose }: { event: PostEvent; onClose: () => void }) {
  const t = dutyText.useText()
  const before = event.settled?.result
  const title = t(before ? 'events.correct' : 'events.settle')
  const submit = async ({ result }: z.output<typeof Settlement>) => {
    const body = { result, ...(before ? { replaces: before } : {}) }
    await call(settleEvent, { params: { id: event.id }, body })
    refresh(queryClient, topics)
    tell({ text: t('events.settled', { result: t(`events.resultOf.${result}`) }) })
  }
  const what = `${t(`events.kindOf.${event.event}`)}・${shown(event.at, 'dayTime')}・${event.personName}`
  return (
    <RecordDialog
      title={`${title}・${event.postName}`}
      schema={Settlement}
      initial={{ result: before ?? 'handled' }}
      submit={submit}
      submitLabel={title}
      onClose={onClose}
      note={event.note ? `${what}・${event.note}` : what}
    >
      <ChoiceField
        name="result"
        label={t('events.result')}
        required
        choices={settledResults.map((value) => ({ value, label: t(`events.resultOf.${value}`) }))}
      />
    </RecordDialog>
  )
}
