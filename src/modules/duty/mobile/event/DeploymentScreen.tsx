import { useId, useState } from 'react'
import { deviceNowMs, now } from '../../../../platform/ui/clock.ts'
import { BigButton, Card, Choices, Counter } from '../../../../platform/ui/phone/controls.tsx'
import { newRecordId, save } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { goBack } from '../../../../platform/ui/phone/path.ts'
import { Screen } from '../../../../platform/ui/phone/Screen.tsx'
import { say, sayFailure } from '../../../../platform/ui/phone/say.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import { type DeploymentRecord, deploymentTasks } from '../../contract/deployment.ts'
import { carrierName } from '../carrier.ts'
import { dutyText } from '../text.ts'

const counts = ['policeHeads', 'auxiliaryHeads', 'massHeads', 'vehicles'] as const
const countMax = 1000
const noteMax = 200
const nobody = { policeHeads: 0, auxiliaryHeads: 0, massHeads: 0, vehicles: 0 }

/** Heads and vehicles that were sent today, for a task. */
export default function DeploymentScreen() {
  const t = dutyText.useText()
  const viewer = useViewer()
  const id = useId()
  const [task, setTask] = useState<DeploymentRecord['task']>('gateDuty')
  const [sent, setSent] = useState(nobody)
  const [note, setNote] = useState('')
  const register = async () => {
    const record: DeploymentRecord = {
      kind: 'deployment',
      id: newRecordId(),
      task,
      onDay: isoDay(now()),
      ...sent,
      note: note.trim(),
      at: new Date(deviceNowMs()).toISOString(),
    }
    await save({ id: record.id, carrier: carrierName, place: viewer.area.name, content: record })
    say(t('deployment.saved'))
    goBack('/record')
  }
  return (
    <Screen
      title={t('deployment.title')}
      up="/record"
      actions={
        <BigButton
          disabled={Object.values(sent).every((count) => count === 0)}
          note={t('deployment.note', { area: viewer.area.name })}
          onPress={() => void register().catch(sayFailure)}
        >
          {t('deployment.register')}
        </BigButton>
      }
    >
      <Card title={t('deployment.task')}>
        <Choices
          label={t('deployment.task')}
          choices={deploymentTasks.map((value) => ({ value, label: t(`deployment.for.${value}`) }))}
          value={task}
          onChange={setTask}
        />
      </Card>
      <Card>
        {counts.map((count) => (
          <Counter
            key={count}
            label={t(`deployment.${count}`)}
            value={sent[count]}
            min={0}
            max={countMax}
            onChange={(value) => setSent({ ...sent, [count]: value })}
          />
        ))}
        <div className="ph-field">
          <label htmlFor={id}>{t('event.note')}</label>
          <textarea
            id={id}
            rows={2}
            maxLength={noteMax}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
      </Card>
    </Screen>
  )
}
