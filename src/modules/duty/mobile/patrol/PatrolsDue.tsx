import { Card } from '../../../../platform/ui/phone/controls.tsx'
import type { MyDuty } from '../../contract/mine.ts'
import { dutyText } from '../text.ts'
import { PatrolRow } from './PatrolRow.tsx'
import { patrolsDue, useReportedPatrols } from './patrol.ts'

/** Under my shift: what I am to walk. */
export function PatrolsDue({ duty }: { duty: MyDuty }) {
  const t = dutyText.useText()
  const reported = useReportedPatrols()
  const due = patrolsDue(duty, reported)
  if (due.length === 0) return null
  return (
    <Card title={t('patrol.title')}>
      {due.map((patrol) => (
        <PatrolRow key={patrol.id} patrol={patrol} reported={false} />
      ))}
    </Card>
  )
}
