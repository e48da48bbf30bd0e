import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type HistoryEntry, listHistory } from '../../contract/history.ts'
import type { School } from '../../contract/school.ts'
import { schoolsText } from '../text.ts'

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
          cell: ({ person }) => person?.name ?? t('history.system'),
        },
        {
          key: 'what',
          title: t('history.what'),
          cell: ({ subjectKind }) => t(`history.subjectOf.${subjectKind}`),
        },
        {
          key: 'change',
          title: t('history.change'),
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

const valuesMax = 60

/** Old struck out, new beside it; values that may be erased are only named. */
function Changes({ entry: { fields, before, after, change } }: { entry: HistoryEntry }) {
  const t = schoolsText.useText()
  return (
    <span className="sc-changes">
      {fields.map((field) => (
        <span key={field}>
          <span className="ay-note">{fieldName(field, t)}</span>{' '}
          {change === 'updated' ? <del>{valueText(before?.[field], t)}</del> : null}{' '}
          <span>{valueText(after?.[field], t)}</span>
        </span>
      ))}
    </span>
  )
}

const named = [
  'name',
  'nameEn',
  'code',
  'temporaryCode',
  'kind',
  'ownership',
  'boarding',
  'enrolment',
  'boarders',
  'staffCount',
  'classes',
  'town',
  'address',
  'position',
  'sessions',
  'tags',
  'state',
] as const

function fieldName(field: string, t: ReturnType<typeof schoolsText.useText>): string {
  const known = named.find((name) => name === field)
  return known ? t(`field.${known}`) : field
}

function valueText(value: unknown, t: ReturnType<typeof schoolsText.useText>): string {
  if (value === undefined) return t('history.hidden')
  if (value === null || value === '') return t('value.none')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > valuesMax ? `${text.slice(0, valuesMax)}…` : text
}
