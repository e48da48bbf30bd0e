import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import { dutyRoles } from '../../contract/duty-role.ts'
import { type ForecastRow, forecastKinds, readForecast } from '../../contract/plan.ts'
import { forecastAddress, weekAddress } from '../addresses.ts'
import { toneOfState } from '../board/board-view.ts'
import '../posts/posts.css'
import { listMark } from '../../../../platform/ui/text.ts'
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
  const { day: onDay, kind } = useSearchOf(forecastAddress)
  const asked = { ...(onDay ? { day: onDay } : {}), ...(kind ? { kind } : {}) }
  const { query, paging } = usePages(readForecast, { query: asked }, ['duty.plan', 'duty.leave'])
  const days = (query.data as { days?: readonly ForecastDay[] } | undefined)?.days ?? []
  return (
    <div className="ay-page ay-page-full">
      <PageHead title={t('forecast.title')} note={t('forecast.note')} />
      <div className="ay-page-body">
        <div className="du-days">
          {days.map((one) => (
            <DayTile key={one.day} forecast={one} chosen={one.day === onDay} />
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
          empty={
            <Empty tone="ok" title={t(onDay || kind ? 'forecast.noneChosen' : 'forecast.none')} />
          }
          tools={<Filters days={days.map(({ day }) => day)} />}
        />
      </div>
    </div>
  )
}

/** One day's figures; each opens into its rows. */
function DayTile({ forecast, chosen }: { forecast: ForecastDay; chosen: boolean }) {
  const t = dutyText.useText()
  const { day, shifts, unmanned, short } = forecast
  return (
    <div data-chosen={chosen}>
      <b>{dayName(day)}</b>
      <p className="ay-note">
        {t('forecast.shifts')}{' '}
        <PageLink to={weekAddress} target={{ search: { day } }} title={t('forecast.openWeek')}>
          {shifts}
        </PageLink>
      </p>
      <p className={unmanned > 0 ? 'ay-gap' : ''}>
        <span>
          <StateMark tone="gap" size={12} /> {t('forecast.unmanned')}
        </span>
        <GapsLink day={day} kind="unmanned" count={unmanned} />
      </p>
      <p className={short > 0 ? 'ay-warn' : ''}>
        <span>
          <StateMark tone="warn" size={12} /> {t('forecast.short')}
        </span>
        <GapsLink day={day} kind="short" count={short} />
      </p>
    </div>
  )
}

const dayName = (day: string): string => `${shown(noonOf(day), 'shortWeekday')} ${day.slice(5)}`

interface GapsLinkProps {
  readonly day: string
  readonly kind: ForecastRow['kind']
  readonly count: number
}

function GapsLink({ day, kind, count }: GapsLinkProps) {
  const t = dutyText.useText()
  if (count === 0) return <b>0</b>
  return (
    <PageLink
      to={forecastAddress}
      target={{ search: { day, kind } }}
      title={`${dayName(day)} ${t(`forecast.${kind}`)}`}
    >
      <b>{count}</b>
    </PageLink>
  )
}

function Filters({ days }: { days: readonly string[] }) {
  const t = dutyText.useText()
  const { day, kind } = useSearchOf(forecastAddress)
  const change = useChangeSearch(forecastAddress)
  return (
    <>
      <ChoiceFilter
        label={t('forecast.day')}
        value={day}
        choices={days.map((value) => ({ value, label: dayName(value) }))}
        onChange={(next) => void change({ day: next })}
      />
      <ChoiceFilter
        label={t('forecast.kind')}
        value={kind}
        choices={forecastKinds.map((value) => ({ value, label: t(`forecast.${value}`) }))}
        onChange={(next) => void change({ kind: next })}
      />
    </>
  )
}

function Missing({ row: { missing } }: { row: ForecastRow }) {
  const t = dutyText.useText()
  return dutyRoles
    .filter((role) => role !== 'volunteer' && missing[role] > 0)
    .map((role) => t('propose.roleCount', { role: t(`role.${role}`), count: missing[role] }))
    .join(listMark())
}
