import { Button } from 'antd'
import type { Column } from '../../../../platform/ui/kit/DataTable.tsx'
import { tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import type { DutyRole } from '../../contract/duty-role.ts'
import { dutyText } from '../text.ts'

type Decision = 'approved' | 'refused'

interface Decided {
  readonly id: string
}

interface Ruling {
  readonly mutate: (
    what: { params: { id: string }; body: { decision: Decision } },
    options: { onError: typeof tellFailure },
  ) => void
}

/**
 * The last column of what waits for a leader: approve or refuse; where the leader may not, why.
 */
export const decideColumn = <T extends Decided>(
  { mutate }: Ruling,
  whyNot: (row: T) => string | undefined = () => undefined,
): Column<T> => ({
  key: 'acts',
  title: '',
  align: 'right',
  cell: (row) => {
    const reason = whyNot(row)
    if (reason !== undefined) return <span className="ay-note">{reason}</span>
    const { id } = row
    return (
      <Decide
        onDecide={(decision) =>
          mutate({ params: { id }, body: { decision } }, { onError: tellFailure })
        }
      />
    )
  },
})

interface DecideProps {
  readonly onDecide: (decision: Decision) => void
}

/** A leader's two words on what waits. */
function Decide({ onDecide }: DecideProps) {
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

/** Who, and as what. */
export function InRole({ name, role }: { name: string; role: DutyRole | 'guest' }) {
  const t = dutyText.useText()
  return (
    <>
      <strong>{name}</strong> <span className="ay-note">{t(`role.${role}`)}</span>
    </>
  )
}
