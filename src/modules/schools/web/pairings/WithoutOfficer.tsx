import { useRead } from '../../../../platform/ui/api-queries.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import { listSchools } from '../../contract/school.ts'
import { schoolAddress, schoolsAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'

const namedMax = 12

/** What the lists lack: schools that no officer answers for (一校一警). */
export function WithoutOfficer() {
  const t = schoolsText.useText()
  const query = useRead(
    listSchools,
    { query: { hasOfficer: false, state: 'operating', limit: namedMax } },
    { topics: ['schools.school', 'schools.linkedOfficer'] },
  )
  return (
    <Panel
      title={t('pairing.without')}
      note={query.data ? grouped(query.data.total) : undefined}
      className="pa-without"
      flush
    >
      <Read query={query} rows={6}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty tone="ok" title={t('pairing.withoutNone')} />
          ) : (
            <ul className="sc-list">
              {rows.map((school) => (
                <li key={school.id}>
                  <StateMark tone="warn" />
                  <PageLink
                    to={schoolAddress}
                    target={{ params: { schoolId: school.id }, search: { tab: 'people' } }}
                  >
                    {school.name}
                  </PageLink>
                  <span className="ay-note">{school.stationName}</span>
                </li>
              ))}
              {total > rows.length ? (
                <li>
                  <PageLink
                    to={schoolsAddress}
                    target={{ search: { officer: 'no', state: 'operating' } }}
                  >
                    {t('pairing.withoutAll', { count: grouped(total) })}
                  </PageLink>
                </li>
              ) : null}
            </ul>
          )
        }
      </Read>
    </Panel>
  )
}
