import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { TextField } from '../../../../platform/ui/kit/fields.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { closeIncident, type Incident, listIncidents } from '../../contract/event.ts'
import { eventsAddress, eventTabs } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { Deployments } from './Deployments.tsx'
import { Events } from './Events.tsx'
import { Patrols } from './Patrols.tsx'
import './events.css'

const contentOf = {
  events: Events,
  incidents: Incidents,
  patrols: Patrols,
  deployments: Deployments,
} as const

/** What happened at the posts, in counts; incidents until they are closed; patrols; forces. */
export default function EventsPage() {
  const t = dutyText.useText()
  const { tab } = useSearchOf(eventsAddress)
  const Shown = contentOf[tab]
  const change = useChangeSearch(eventsAddress)
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('events.title')}
        below={
          <Tabs
            activeKey={tab}
            onChange={(next) => void change({ tab: next as typeof tab })}
            items={eventTabs.map((key) => ({ key, label: t(`events.${key}`) }))}
          />
        }
      />
      <div className="ay-page-body">
        <Shown />
      </div>
    </div>
  )
}

const incidentTopics = ['duty.event', 'duty.incident'] as const
const toneOf = { open: 'warn', closed: 'ok', withdrawn: 'off' } as const

function Incidents() {
  const t = dutyText.useText()
  const mayClose = useMay('duty.incident.close')
  const [closing, setClosing] = useState<Incident | null>(null)
  const { query, paging } = usePages(listIncidents, {}, incidentTopics)
  return (
    <>
      <DataTable
        id="duty.incidents"
        caption={t('events.incidents')}
        columns={[
          {
            key: 'opened',
            title: t('events.opened'),
            cell: ({ openedAt }) => shown(openedAt, 'dayTime'),
          },
          { key: 'post', title: t('events.post'), cell: ({ postName }) => postName },
          { key: 'summary', title: t('events.summary'), cell: ({ summary }) => summary },
          { key: 'owner', title: t('events.owner'), cell: ({ ownerName }) => ownerName },
          {
            key: 'state',
            title: t('events.state'),
            cell: ({ state }) => (
              <StateWord tone={toneOf[state]}>{t(`events.stateOf.${state}`)}</StateWord>
            ),
          },
          {
            key: 'outcome',
            title: t('events.outcome'),
            cell: (incident) =>
              incident.state === 'open' && mayClose ? (
                <Button size="small" onClick={() => setClosing(incident)}>
                  {t('events.close')}
                </Button>
              ) : (
                incident.outcome
              ),
          },
        ]}
        query={query}
        paging={paging}
        rowKey={({ id }) => id}
        empty={<Empty tone="ok" title={t('events.none')} />}
      />
      {closing ? <CloseDialog incident={closing} onClose={() => setClosing(null)} /> : null}
    </>
  )
}

const Outcome = z.object({ outcome: z.string().trim().min(1).max(500) })

function CloseDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const t = dutyText.useText()
  const submit = async (body: z.output<typeof Outcome>) => {
    await call(closeIncident, { params: { id: incident.id }, body })
    refresh(queryClient, incidentTopics)
    tell({ text: t('events.closed') })
  }
  return (
    <RecordDialog
      title={`${t('events.close')}・${incident.postName}`}
      schema={Outcome}
      initial={{ outcome: '' }}
      submit={submit}
      submitLabel={t('events.close')}
      onClose={onClose}
      note={incident.summary}
    >
      <TextField name="outcome" label={t('events.outcome')} lines={3} max={500} required />
    </RecordDialog>
  )
}
