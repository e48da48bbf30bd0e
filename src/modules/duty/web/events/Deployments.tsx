import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import {
  ChoiceField,
  DayField,
  NumberField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import {
  DeploymentRecord,
  deploymentTasks,
  listDeployments,
  recordDeployment,
  withdrawDeployment,
} from '../../contract/deployment.ts'
import { dutyText } from '../text.ts'

const topics = ['duty.deployment'] as const

/** Heads and vehicles sent for tasks. */
export function Deployments() {
  const t = dutyText.useText()
  const mayRecord = useMay('duty.deployment.record')
  const [open, setOpen] = useState(false)
  const { query, paging } = usePages(listDeployments, {}, topics)
  return (
    <>
      <DataTable
        id="duty.deployments"
        caption={t('events.deployments')}
        columns={[
          { key: 'day', title: t('events.day'), cell: ({ onDay }) => onDay },
          { key: 'task', title: t('events.task'), cell: ({ task }) => t(`events.taskOf.${task}`) },
          {
            key: 'police',
            title: t('events.police'),
            align: 'right',
            cell: ({ policeHeads }) => policeHeads,
          },
          {
            key: 'auxiliary',
            title: t('events.auxiliary'),
            align: 'right',
            cell: ({ auxiliaryHeads }) => auxiliaryHeads,
          },
          {
            key: 'mass',
            title: t('events.mass'),
            align: 'right',
            cell: ({ massHeads }) => massHeads,
          },
          {
            key: 'vehicles',
            title: t('events.vehicles'),
            align: 'right',
            cell: ({ vehicles }) => vehicles,
          },
          {
            key: 'note',
            title: t('events.note'),
            cell: ({ note, withdrawnAt }) =>
              withdrawnAt ? `${note} ${t('events.withdrawn')}` : note,
          },
        ]}
        query={query}
        paging={paging}
        rowKey={({ id }) => id}
        empty={<Empty title={t('events.none')} />}
        tools={
          mayRecord ? (
            <Button onClick={() => setOpen(true)}>{t('events.record')}</Button>
          ) : undefined
        }
      />
      {open ? <RecordForces onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function RecordForces({ onClose }: { onClose: () => void }) {
  const t = dutyText.useText()
  const again = () => refresh(queryClient, topics)
  // Sent again after an answer that got lost, it is the same record.
  const [at] = useState(() => now().toISOString())
  const submit = async (record: z.output<typeof DeploymentRecord>) => {
    await call(recordDeployment, { body: { deviceNow: now().toISOString(), record } })
    again()
    tell({
      text: t('events.recorded'),
      undo: () => call(withdrawDeployment, { params: { id: record.id } }).finally(again),
      seconds: 60,
    })
  }
  return (
    <RecordDialog
      title={t('events.record')}
      schema={DeploymentRecord}
      words={{ 'somebody or something was sent': t('events.somebody') }}
      initial={{ task: 'gateDuty', onDay: isoDay(now()) }}
      toBody={(values, id) => ({ ...values, kind: 'deployment', id, at })}
      submit={submit}
      submitLabel={t('events.record')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <ChoiceField
          name="task"
          label={t('events.task')}
          choices={deploymentTasks.map((value) => ({ value, label: t(`events.taskOf.${value}`) }))}
        />
        <DayField name="onDay" label={t('events.day')} required />
        <NumberField name="policeHeads" label={t('events.police')} min={0} max={10_000} />
        <NumberField name="auxiliaryHeads" label={t('events.auxiliary')} min={0} max={10_000} />
        <NumberField name="massHeads" label={t('events.mass')} min={0} max={10_000} />
        <NumberField name="vehicles" label={t('events.vehicles')} min={0} max={1000} />
        <TextField name="note" label={t('events.note')} max={200} />
      </div>
    </RecordDialog>
  )
}
