import { Button } from 'antd'
import { useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { listRollCalls, readRollCall, rollCallTopic } from '../../contract/roll-call.ts'
import { rollCallsAddress } from '../addresses.ts'
import { useBoard } from '../board/board-data.ts'
import { RollCallDialog } from '../board/RollCallDialog.tsx'
import { dutyText } from '../text.ts'

const topics = [rollCallTopic] as const
const toneOf = { called: 'wait', answered: 'ok', noAnswer: 'gap' } as const

/** 对讲机点名: who was called and who answered in time. */
export default function RollCallsPage() {
  const t = dutyText.useText()
  const { call: id } = useSearchOf(rollCallsAddress)
  const change = useChangeSearch(rollCallsAddress)
  const { query, paging } = usePages(listRollCalls, {}, topics)
  const [calling, setCalling] = useState(false)
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('rolls.title')}
        actions={
          <Button type="primary" onClick={() => setCalling(true)}>
            {t('today.rollCall')}
          </Button>
        }
      />
      <div className="ay-page-body">
        <DataTable
          id="duty.rollCalls"
          caption={t('rolls.title')}
          columns={[
            { key: 'at', title: t('rolls.at'), cell: ({ calledAt }) => shown(calledAt, 'dayTime') },
            { key: 'choice', title: t('rolls.choice'), cell: ({ choice }) => t(`rolls.${choice}`) },
            {
              key: 'window',
              title: t('rolls.window'),
              cell: ({ answerWindowS }) => t('rolls.seconds', { count: answerWindowS }),
            },
            {
              key: 'called',
              title: t('rolls.called'),
              align: 'right',
              cell: ({ called }) => called,
            },
            {
              key: 'answered',
              title: t('rolls.answered'),
              align: 'right',
              cell: ({ answered }) => answered,
            },
            {
              key: 'state',
              title: t('rolls.state'),
              cell: ({ state }) => (
                <StateWord tone={state === 'open' ? 'wait' : 'off'}>
                  {t(`rolls.${state}`)}
                </StateWord>
              ),
            },
          ]}
          query={query}
          paging={paging}
          rowKey={({ id: key }) => key}
          selectedKey={id}
          onOpen={({ id: call }) => void change({ call }, false)}
          empty={<Empty title={t('rolls.none')}>{t('rolls.noneHint')}</Empty>}
        />
      </div>
      {calling ? (
        <NewRollCall
          onClose={() => setCalling(false)}
          onCalled={(call) => void change({ call }, false)}
        />
      ) : null}
      {id ? <Answers id={id} onClose={() => void change({ call: undefined })} /> : null}
    </div>
  )
}

interface NewRollCallProps {
  readonly onClose: () => void
  readonly onCalled: (rollCallId: string) => void
}

/** The dialog with the posts of the present half-day to choose from. */
function NewRollCall({ onClose, onCalled }: NewRollCallProps) {
  const { data } = useBoard({})
  return <RollCallDialog open rows={data?.rows ?? []} onClose={onClose} onCalled={onCalled} />
}

function Answers({ id, onClose }: { id: string; onClose: () => void }) {
  const t = dutyText.useText()
  const query = useRead(readRollCall, { params: { id } }, { topics })
  return (
    <DetailDrawer open onClose={onClose} title={t('rolls.title')}>
      <Read query={query}>
        {({ answers }) => (
          <table className="ay-table">
            <thead>
              <tr>
                <th scope="col">{t('rolls.person')}</th>
                <th scope="col">{t('rolls.post')}</th>
                <th scope="col">{t('rolls.answer')}</th>
              </tr>
            </thead>
            <tbody>
              {answers.map((answer) => (
                <tr key={`${answer.shiftId} ${answer.personId}`}>
                  <td>
                    <strong>{answer.personName}</strong>
                  </td>
                  <td>{answer.postName}</td>
                  <td>
                    <StateWord tone={toneOf[answer.state]}>
                      {t(`rolls.answerOf.${answer.state}`)}
                    </StateWord>{' '}
                    {answer.answeredAt ? shown(answer.answeredAt, 'seconds') : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Read>
    </DetailDrawer>
  )
}
