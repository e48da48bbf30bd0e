import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import { dutyRoles } from '../../contract/duty-role.ts'
import { type ForecastRow, readForecast } from '../../contract/plan.ts'
import { weekAddress } from '../addresses.ts'
import { toneOfState } from '../board/board-view.ts'
import '../posts/posts.css'
import { MustAttend } from '../MustAttend.tsx'
import { dutyText } from '../text.ts'

interface ForecastDay {
  readonly day: string
  readonly shifts: number
  readonly unmanned: number
  readonly short: number
}

/** The gaps of the coming seven days, while there is time to close them. */
export default function ForecastPage() {
  const t = dutyText.useText()
  const { query, paging } = usePages(readForecast, {}, ['duty.plan', 'duty.leave'])
  const days = (query.data as { days?: readonly ForecastDay[] } | undefined)?.days ?? []
  return (
    <div className="ay-page ay-page-full">
      <PageHead title={t('forecast.title')} note={t('forecast.note')} />
      <div className="ay-page-body">
        <div className="du-days">
          {days.map(({ day, shifts, unmanned, short }) => (
            <div key={day}>
              <b>
                {shown(noonOf(day), 'shortWeekday')} {day.slice(5)}
              </b>
              <p className="ay-note">
                {t('forecast.shifts')} <span>{shifts}</span>
              </p>
              <p className={unmanned > 0 ? 'ay-gap' : ''}>
                <span>
                  <StateMark tone="gap" size={12} /> {t('forecast.unmanned')}
                </span>
                <b>{unmanned}</b>
              </p>
              <p className={short > 0 ? 'ay-warn' : ''}>
                <span>
                  <StateMark tone="warn" size={12} /> {t('forecast.short')}
                </span>
                <b>{short}</b>
              </p>
            </div>
          ))}
        </div>
        <DataTable
          id="duty.forecast"
          caption={t('forecast.title')}
          columns={[
            {
              key: 'day',
              title: t('forecast.day'),
              cell: ({ bellAt, half }) => `${shown(bellAt, 'dayTime')} ${t(`half.${half}`)}`,
            },
            {
              key: 'post',
              title: t('forecast.post'),
              cell: ({ postName, mustAttendLevel }) => (
                <>
                  <strong>{postName}</strong> <MustAttend level={mustAttendLevel} />
                </>
              ),
            },
            {
              key: 'kind',
              title: t('forecast.kind'),
              cell: ({ kind }) => (
                <StateWord tone={toneOfState[kind]}>{t(`state.${kind}`)}</StateWord>
              ),
            },
            { key: 'missing', title: t('forecast.missing'), cell: (row) => <Missing row={row} /> },
            {
              key: 'plan',
              title: '',
              align: 'right',
              cell: ({ day, shiftId }) => (
                <PageLink to={weekAddress} target={{ search: { day, shift: shiftId } }}>
                  {t('forecast.plan')}
                </PageLink>
              ),
            },
          ]}
          query={query}
          paging={paging}
          rowKey={({ shiftId }) => shiftId}
          empty={<Empty tone="ok" title={t('forecast.none')} />}
        />
      </div>
    </div>
  )
}

function Missing({ row: { missing } }: { row: ForecastRow }) {
  const t = dutyText.useText()
  return dutyRoles
    .filter((role) => role !== 'volunteer' && missing[role] > 0)
    .map((role) => t('propose.roleCount', { role: t(`role.${role}`), count: missing[role] }))
    .join('、')
}
