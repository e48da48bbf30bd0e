import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { ExportButton } from '../../../../platform/ui/kit/ExportButton.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { movedDay, shown } from '../../../../platform/ui/wall-time.ts'
import { clearDraft, copyWeek, exportWeek, fillWeek } from '../../contract/plan.ts'
import { weekAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { PublishDialog } from './PublishDialog.tsx'
import { planTopics } from './week-actions.ts'
import type { Week } from './week-view.ts'

interface WeekHeadProps {
  readonly week: Week
  readonly mayEdit: boolean
}

/** Which week, how far its plan is, and what can be done with the whole of it. */
export function WeekHead({ week, mayEdit }: WeekHeadProps) {
  const t = dutyText.useText()
  const change = useChangeSearch(weekAddress)
  const { weekStartsOn } = week
  const go = (days: number) =>
    void change({ day: movedDay(weekStartsOn, days), shift: undefined }, false)
  const range = { from: weekStartsOn.slice(5), until: movedDay(weekStartsOn, 6).slice(5) }
  return (
    <header className="wk-title">
      <h1>{t('week.title')}</h1>
      <span className="wk-week">
        <Button size="small" aria-label={t('week.previous')} onClick={() => go(-7)}>
          ‹
        </Button>
        <b>{t('week.weekOf', range)}</b>
        <Button size="small" aria-label={t('week.next')} onClick={() => go(7)}>
          ›
        </Button>
      </span>
      <PlanState week={week} />
      <div className="ay-page-actions">
        <ExportWeek week={week} />
        {mayEdit ? <WholeWeek week={week} /> : null}
      </div>
    </header>
  )
}

/** What is done with a week is done with the stations that the grid shows. */
function useShownStations(): { stationAreaId?: string } {
  const { station } = useSearchOf(weekAddress)
  return station ? { stationAreaId: station } : {}
}

/** With both sides of every team. */
function ExportWeek({ week: { weekStartsOn: day } }: { week: Week }) {
  const query = useShownStations()
  return <ExportButton endpoint={exportWeek} input={{ params: { day }, query }} />
}

function PlanState({ week: { plans, figures } }: { week: Week }) {
  const t = dutyText.useText()
  const [plan] = plans
  const published = plan && plan.revision > 0
  return (
    <>
      {figures.changes > 0 || !published ? (
        <StateTag tone="wait">{t('week.draft')}</StateTag>
      ) : null}
      <span className="ay-note">
        {published
          ? `${t('week.published', { revision: plan.revision })}${
              plan.publishedAt
                ? `，${t('week.publishedAt', { time: shown(plan.publishedAt, 'dayTime') })}`
                : ''
            }`
          : t('week.never')}
      </span>
    </>
  )
}

function WholeWeek({ week }: { week: Week }) {
  const t = dutyText.useText()
  const mayPublish = useMay('duty.plan.publish')
  const [publishing, setPublishing] = useState(false)
  const [dropping, setDropping] = useState(false)
  const shownOnly = useShownStations()
  const input = { params: { day: week.weekStartsOn }, body: shownOnly }
  const station = week.stations.find(({ areaId }) => areaId === shownOnly.stationAreaId)?.name
  const copy = useAct(copyWeek, {
    topics: planTopics,
    onDone: ({ made, skipped }) =>
      tell({ text: t('week.copied', { made, skipped: skipped.length }), seconds: 8 }),
  })
  const fill = useAct(fillWeek, {
    topics: planTopics,
    onDone: ({ made, open }) => {
      const heads = open.reduce((sum, one) => sum + one.heads, 0)
      tell({ text: t('week.filled', { made, open: heads }), seconds: 8 })
    },
  })
  const drop = useAct(clearDraft, {
    topics: planTopics,
    onDone: ({ dropped }) => tell({ text: t('week.dropped', { count: dropped }) }),
  })
  const failed = { onError: tellFailure }
  return (
    <>
      <Button loading={copy.isPending} onClick={() => copy.mutate(input, failed)}>
        {t('week.copy')}
      </Button>
      <Button loading={fill.isPending} onClick={() => fill.mutate(input, failed)}>
        {t('week.fill')}
      </Button>
      <Button loading={drop.isPending} onClick={() => setDropping(true)}>
        {t('week.discard')}
      </Button>
      {mayPublish ? (
        <Button type="primary" onClick={() => setPublishing(true)}>
          {t('week.publish')}
        </Button>
      ) : null}
      <Modal
        open={dropping}
        title={station ? t('week.discardAskOf', { station }) : t('week.discardAsk')}
        okText={t('week.discard')}
        onOk={() => {
          setDropping(false)
          drop.mutate(input, failed)
        }}
        onCancel={() => setDropping(false)}
      >
        {t('week.discardNote')}
      </Modal>
      {publishing ? (
        <PublishDialog
          day={week.weekStartsOn}
          revision={week.plans[0]?.revision ?? 0}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </>
  )
}
