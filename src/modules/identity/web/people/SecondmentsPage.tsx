import { Button } from 'antd'
import { useState } from 'react'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown, useToday } from '../../../../platform/ui/wall-time.ts'
import { listSecondments, type Secondment } from '../../contract/secondment.ts'
import { identityText } from '../text.ts'
import { EndSecondmentDialog, SecondmentDialog } from './SecondmentDialogs.tsx'
import '../accounts/accounts.css'

const topics = ['identity.person'] as const
const toneOf = { active: 'ok', coming: 'wait', over: 'off', withdrawn: 'off' } as const

function stateOf({ startsOn, endsOn }: Secondment, today: string): keyof typeof toneOf {
  if (endsOn !== null && endsOn < startsOn) return 'withdrawn'
  if (startsOn > today) return 'coming'
  return endsOn !== null && endsOn < today ? 'over' : 'active'
}

/** People from elsewhere who act inside the scope, and who let them. */
export default function SecondmentsPage() {
  const t = identityText.useText()
  const today = useToday()
  const mayManage = useMay('identity.secondment.manage')
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Secondment | null>(null)
  const { query, paging } = usePages(listSecondments, {}, topics)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('secondment.add')}
    </Button>
  )
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('secondment.title')}
        actions={mayManage ? add : undefined}
        below={<p className="ay-note id-why">{t('secondment.why')}</p>}
      />
      <div className="ay-page-body">
        <DataTable
          id="identity.secondments"
          caption={t('secondment.caption')}
          columns={columnsOf({ t, today, onEnd: mayManage ? setEnding : undefined })}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          empty={
            <Empty title={t('secondment.none')}>
              {t(mayManage ? 'secondment.noneManage' : 'secondment.noneRead')}
            </Empty>
          }
        />
      </div>
      {adding ? <SecondmentDialog onClose={() => setAdding(false)} /> : null}
      {ending ? <EndSecondmentDialog secondment={ending} onClose={() => setEnding(null)} /> : null}
    </div>
  )
}

interface ColumnsOptions {
  readonly t: ReturnType<typeof identityText.useText>
  readonly today: string
  readonly onEnd: ((secondment: Secondment) => void) | undefined
}

function columnsOf({ t, today, onEnd }: ColumnsOptions): Column<Secondment>[] {
  return [
    {
      key: 'person',
      title: t('secondment.person'),
      cell: ({ personName }) => <strong>{personName}</strong>,
    },
    {
      key: 'home',
      title: t('secondment.home'),
      cell: ({ homeName, homeAgencyName }) =>
        [homeName, homeAgencyName].filter(Boolean).join('・') || t('secondment.homeOutside'),
    },
    {
      key: 'agency',
      title: t('secondment.agency'),
      cell: ({ agencyName, hostName }) => (
        <>
          {agencyName} <span className="ay-note">{hostName}</span>
        </>
      ),
    },
    { key: 'from', title: t('secondment.from'), cell: ({ startsOn }) => startsOn },
    {
      key: 'until',
      title: t('secondment.until'),
      cell: ({ endsOn }) => endsOn ?? t('secondment.open'),
    },
    { key: 'reason', title: t('secondment.reason'), cell: ({ reason }) => reason },
    {
      key: 'approved',
      title: t('secondment.approved'),
      cell: ({ approvedAt }) => shown(approvedAt, 'isoDay'),
    },
    {
      key: 'state',
      title: t('secondment.state'),
      cell: (row) => {
        const state = stateOf(row, today)
        return <StateWord tone={toneOf[state]}>{t(`secondment.stateOf.${state}`)}</StateWord>
      },
    },
    {
      key: 'end',
      title: '',
      align: 'right',
      cell: (row) =>
        onEnd && ['active', 'coming'].includes(stateOf(row, today)) ? (
          <Button type="link" size="small" onClick={() => onEnd(row)}>
            {t('secondment.end')}
          </Button>
        ) : null,
    },
  ]
}
