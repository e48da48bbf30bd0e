import { Button } from 'antd'
import { dutyText } from '../text.ts'

interface DecideProps {
  readonly onDecide: (decision: 'approved' | 'refused') => void
}

/** A leader's two words on what waits. */
export function Decide({ onDecide }: DecideProps) {
  const t = dutyText.useText()
  return (
    <span className="du-acts">
      <Button type="primary" size="small" onClick={() => onDecide('approved')}>
        {t('approve.approve')}
      </Button>{' '}
      <Button size="small" onClick={() => onDecide('refused')}>
        {t('approve.refuse')}
      </Button>
    </span>
  )
}
