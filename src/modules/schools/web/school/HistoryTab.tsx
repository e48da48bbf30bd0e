import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type HistoryEntry, listHistory } from '../../contract/history.ts'
import type { School } from '../../contract/school.ts'
import { schoolsText } from '../text.ts'
import { fieldWord, valueWord } from './change-words.ts'

/** Who changed what about the school. */
export default function HistoryTab({ school }: { school: School }) {
  const t = schoolsText.useText()
  const params = { schoolId: school.id }
  const { query, paging } = usePages(listHistory, { params }, ['schools.*'])
  return (
    <DataTable
      id="schools.history"
      caption={t('history.title')}
      columns={[
        { key: 'at', title: t('history.at'), cell: ({ at }) => shown(at, 'dayTime'), widthPx: 120 },
        {
          key: 'who',
          title: t('history.who'),
          widthPx: 90,
          cell: ({ person }) => person?.name ?? t('history.system'),
        },
        {
          key: 'what',
          title: t('history.what'),
          widthPx: 100,
          cell: ({ subjectKind }) => t(`history.subjectOf.${subjectKind}`),
        },
        {
          key: 'change',
          title: t('history.change'),
          widthPx: 70,
          cell: ({ change }) => t(`history.changeOf.${change}`),
        },
        { key: 'fields', title: t('history.fields'), cell: (entry) => <Changes entry={entry} /> },
      ]}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      empty={<Empty title={t('history.none')} />}
    />
  )
}

/** Old struck out, new beside it; of what was removed there is nothing new. */
function Changes({ entry }: { entry: HistoryEntry }) {
  const t = schoolsText.useText()
  const { fields, before, after, change, subjectKind } = entry
  return (
    <span className="sc-changes">
      {fields.map((field) => (
        <span key={field}>
          <span className="ay-note">{fieldWord(field, t)}</span>{' '}
          {change === 'updated' || change === 'removed' ? (
            <del>{valueWord([subjectKind, field], before?.[field], t)}</del>
          ) : null}{' '}
          {change === 'removed' ? null : (
            <span>{valueWord([subjectKind, field], after?.[field], t)}</span>
          )}
        </span>
      ))}
    </span>
  )
}
