import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { languageNow } from '../../../../platform/ui/text.ts'
import { noonOf, shown, weekdayOf, zone } from '../../../../platform/ui/wall-time.ts'
import type { CalendarDay } from '../../contract/calendar.ts'
import { calendarAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import './calendar.css'
import { toneOfDay } from './day-tone.ts'
import { movedMonth, weeksOf } from './month.ts'

interface CalendarMonthProps {
  readonly today: string
  /** The nearest entry of a day first. */
  readonly days: readonly CalendarDay[]
  readonly knownUntil: string
  /** The first and the last month that `days` was read for. */
  readonly months: { readonly first: string; readonly last: string }
  /** Asks for an entry on a day that has none; absent when nothing may be entered. */
  readonly onEnter: ((day: string) => void) | undefined
}

/** A month at a glance: which days are no school days, which are made up, what is not known yet. */
export function CalendarMonth({ today, days, knownUntil, months, onEnter }: CalendarMonthProps) {
  const t = schoolsText.useText()
  const asked = useSearchOf(calendarAddress).month ?? today.slice(0, 7)
  const month = [months.first, asked, months.last].sort()[1] ?? asked
  const change = useChangeSearch(calendarAddress)
  const weeks = weeksOf(month)
  const show = (next: string) =>
    void change({ month: next === today.slice(0, 7) ? undefined : next })
  return (
    <Panel
      title={monthName(month)}
      flush
      actions={
        <>
          <Button
            icon={<LeftOutlined />}
            aria-label={t('calendar.monthBefore')}
            disabled={month <= months.first}
            onClick={() => show(movedMonth(month, -1))}
          />
          <Button onClick={() => show(today.slice(0, 7))}>{t('calendar.thisMonth')}</Button>
          <Button
            icon={<RightOutlined />}
            aria-label={t('calendar.monthAfter')}
            disabled={month >= months.last}
            onClick={() => show(movedMonth(month, 1))}
          />
        </>
      }
    >
      <table className="sc-month">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {shown(noonOf(day), 'shortWeekday')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td
                  key={day}
                  data-outside={!day.startsWith(month)}
                  aria-current={day === today ? 'date' : undefined}
                >
                  <MonthDay
                    day={day}
                    entry={days.find((one) => one.day === day)}
                    known={day <= knownUntil}
                    onEnter={onEnter}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

interface MonthDayProps extends Pick<CalendarMonthProps, 'onEnter'> {
  readonly day: string
  readonly entry: CalendarDay | undefined
  readonly known: boolean
}

function MonthDay({ day, entry, known, onEnter }: MonthDayProps) {
  const t = schoolsText.useText()
  const number = Number(day.slice(8))
  if (entry) {
    return (
      <div className="sc-month-day">
        <strong>{number}</strong>
        <StateWord tone={toneOfDay[entry.kind]}>{t(`calendar.kindOf.${entry.kind}`)}</StateWord>
        <span className="sc-month-name">{entry.name}</span>
      </div>
    )
  }
  const note = !known ? t('calendar.unknown') : weekdayOf(day) > 5 ? t('calendar.weekend') : ''
  const content = (
    <>
      <strong>{number}</strong>
      <span className={known ? 'ay-note sc-month-plain' : 'ay-note'}>{note}</span>
    </>
  )
  if (!onEnter) return <div className="sc-month-day">{content}</div>
  return (
    <button type="button" className="sc-month-day" onClick={() => onEnter(day)}>
      {content}
      <span className="ay-unseen">
        {t('calendar.enterOn', { day: shown(noonOf(day), 'fullDay') })}
      </span>
    </button>
  )
}

const monthName = (month: string): string =>
  new Intl.DateTimeFormat(languageNow(), { year: 'numeric', month: 'long', timeZone: zone }).format(
    noonOf(`${month}-01`),
  )
