import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type MustAttendOpen, previewPublication, publishWeek } from '../../contract/plan.ts'
import { MustAttend } from '../MustAttend.tsx'
import { dutyText } from '../text.ts'
import { planTopics } from './week-actions.ts'

interface PublishDialogProps {
  readonly day: string
  readonly revision: number
  readonly onClose: () => void
}

const previewTopics = [...planTopics, 'duty.leave'] as const

/** Who would be told what; publishing is final, so it asks. */
export function PublishDialog({ day, revision, onClose }: PublishDialogProps) {
  const t = dutyText.useText()
  const params = { day }
  const query = useRead(previewPublication, { params }, { topics: previewTopics })
  const publish = useAct(publishWeek, {
    topics: planTopics,
    onDone: ({ noticed }) => {
      tell({ text: t('week.publication.done', { count: noticed }) })
      onClose()
    },
  })
  const [mustAttendSeen, setMustAttendSeen] = useState(false)
  // What stands against it now may be newer than what was shown.
  const refused = (error: Error) => {
    tellFailure(error)
    void query.refetch()
  }
  const blocked =
    !query.data ||
    query.data.hardConflicts > 0 ||
    query.data.people === 0 ||
    (query.data.mustAttendOpen.total > 0 && !mustAttendSeen)
  return (
    <Modal
      open
      width={560}
      title={t('week.publication.title')}
      okText={t('week.publication.submit', { revision: revision + 1 })}
      okButtonProps={{ disabled: blocked }}
      confirmLoading={publish.isPending}
      onOk={() =>
        publish.mutate({ params, body: { revision, mustAttendSeen } }, { onError: refused })
      }
      onCancel={onClose}
    >
      <Read query={query}>
        {({ people, added, removed, hardConflicts, mustAttendOpen, rows }) => (
          <>
            <p>
              {t('week.publication.people', { count: people })}・
              {t('week.publication.added', { count: added })}・
              {t('week.publication.removed', { count: removed })}
            </p>
            {hardConflicts > 0 ? (
              <p role="alert">
                <StateWord tone="gap">
                  {t('week.publication.conflicts', { count: hardConflicts })}
                </StateWord>
              </p>
            ) : null}
            <MustAttendLeft
              open={mustAttendOpen}
              seen={mustAttendSeen}
              onSeen={setMustAttendSeen}
            />
            {rows.length === 0 ? (
              <Empty title={t('week.publication.nothing')} />
            ) : (
              <div className="wk-preview">
                <table className="ay-table">
                  <thead>
                    <tr>
                      <th scope="col">{t('week.publication.person')}</th>
                      <th scope="col">{t('week.publication.plus')}</th>
                      <th scope="col">{t('week.publication.minus')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.personId}>
                        <td>{row.personName}</td>
                        <td>{row.added}</td>
                        <td>{row.removed}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        )}
      </Read>
    </Modal>
  )
}

interface MustAttendLeftProps {
  readonly open: { readonly total: number; readonly rows: readonly MustAttendOpen[] }
  readonly seen: boolean
  readonly onSeen: (seen: boolean) => void
}

/** Shifts that police must attend and have none yet: named, and published only when seen. */
function MustAttendLeft({ open, seen, onSeen }: MustAttendLeftProps) {
  const t = dutyText.useText()
  if (open.total === 0) return null
  const more = open.total - open.rows.length
  return (
    <div role="alert" className="wk-must">
      <StateWord tone="gap">{t('week.publication.mustAttend', { count: open.total })}</StateWord>
      <ul>
        {open.rows.map(({ shiftId, postName, bellAt, half, level }) => (
          <li key={shiftId}>
            {shown(bellAt, 'dayTime')} {t(`half.${half}`)} {postName} <MustAttend level={level} />
          </li>
        ))}
        {more > 0 ? <li>{t('week.publication.mustAttendMore', { count: more })}</li> : null}
      </ul>
      <Checkbox checked={seen} onChange={({ target }) => onSeen(target.checked)}>
        {t('week.publication.mustAttendSeen')}
      </Checkbox>
    </div>
  )
}
