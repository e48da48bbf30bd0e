import { Button } from 'antd'
import { useState } from 'react'
import { useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { useNow } from '../../../../platform/ui/clock.ts'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay, movedDay, noonOf, shown } from '../../../../platform/ui/wall-time.ts'
import {
  type CalendarDay,
  getCalendar,
  listTerms,
  removeCalendarDay,
} from '../../contract/calendar.ts'
import { schoolsText } from '../text.ts'
import { CalendarDayDialog, HorizonDialog, TermDialog } from './CalendarDialogs.tsx'
import { CalendarMonth } from './CalendarMonth.tsx'
import { toneOfDay } from './day-tone.ts'

/** The months that can be turned to; the list below them holds what is not long past. */
const monthsPastDays = 300
const pastDays = 90
const nationalSource = 'chinese-days'
const aheadDays = 366
const warnDays = 60

type Open = { readonly day: string } | 'horizon' | 'term' | null

/** Days that differ from their weekday, until when they are known, and the terms. */
export default function CalendarPage() {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.calendar.edit')
  const [open, setOpen] = useState<Open>(null)
  const today = isoDay(useNow())
  const range = { firstDay: movedDay(today, -monthsPastDays), lastDay: movedDay(today, aheadDays) }
  const query = useRead(getCalendar, { query: range }, { topics: ['schools.*'] })
  const known = query.data?.horizon
  return (
    <div className="ay-page">
      <PageHead
        title={t('calendar.title')}
        tags={
          known ? (
            <StateTag tone={known.knownUntil < movedDay(today, warnDays) ? 'warn' : 'ok'}>
              {t('calendar.known', { day: known.knownUntil })}
            </StateTag>
          ) : undefined
        }
        note={known?.source === nationalSource ? t('calendar.national') : known?.source}
        actions={
          mayEdit ? (
            <>
              <Button onClick={() => setOpen('horizon')}>{t('calendar.horizon')}</Button>
              <Button type="primary" onClick={() => setOpen({ day: today })}>
                {t('calendar.add')}
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="ay-page-body">
        <Read query={query} rows={14}>
          {({ days, horizon }) => (
            <>
              <CalendarMonth
                today={today}
                days={days}
                knownUntil={horizon.knownUntil}
                range={range}
                onEnter={mayEdit ? (day) => setOpen({ day }) : undefined}
              />
              <Panel flush>
                <Days
                  days={days.filter(({ day }) => day >= movedDay(today, -pastDays))}
                  mayEdit={mayEdit}
                />
              </Panel>
              <Terms onAdd={mayEdit ? () => setOpen('term') : undefined} />
            </>
          )}
        </Read>
      </div>
      {open && typeof open === 'object' ? (
        <CalendarDayDialog day={open.day} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'horizon' ? <HorizonDialog onClose={() => setOpen(null)} /> : null}
      {open === 'term' ? <TermDialog onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function Days({ days, mayEdit }: { days: readonly CalendarDay[]; mayEdit: boolean }) {
  const t = schoolsText.useText()
  const remove = useAct(removeCalendarDay, {
    topics: ['schools.*'],
    onDone: () => tell({ text: t('calendar.removed') }),
  })
  if (days.length === 0) return <Empty title={t('calendar.none')}>{t('calendar.noneHint')}</Empty>
  return (
    <table className="ay-table">
      <thead>
        <tr>
          <th scope="col">{t('calendar.day')}</th>
          <th scope="col">{t('calendar.kind')}</th>
          <th scope="col">{t('calendar.name')}</th>
          <th scope="col">{t('calendar.bells')}</th>
          <th scope="col">{t('calendar.area')}</th>
          <th scope="col">{t('calendar.source')}</th>
          <th scope="col">
            <span className="ay-unseen">{t('calendar.remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.id ?? `${day.day} ${day.areaPath}`}>
            <td>
              {day.day} {shown(noonOf(day.day), 'shortWeekday')}
            </td>
            <td>
              <StateWord tone={toneOfDay[day.kind]}>{t(`calendar.kindOf.${day.kind}`)}</StateWord>
            </td>
            <td>{day.name}</td>
            <td>{[day.arrival, day.dismissal].filter(Boolean).join(' / ')}</td>
            <td>{day.areaName}</td>
            <td>{day.source === nationalSource ? t('calendar.national') : day.source}</td>
            <td className="sc-row-actions">
              {day.id && mayEdit ? (
                <Button
                  type="link"
                  size="small"
                  onClick={() =>
                    remove.mutate(
                      {
                        params: { calendarDayId: day.id ?? '' },
                        query: { version: day.version },
                      },
                      { onError: tellFailure },
                    )
                  }
                >
                  {t('calendar.remove')}
                </Button>
              ) : day.id ? null : (
                <span className="ay-note">{t('calendar.builtIn')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Terms({ onAdd }: { onAdd: (() => void) | undefined }) {
  const t = schoolsText.useText()
  const query = useRead(listTerms, {}, { topics: ['schools.term'] })
  return (
    <Panel
      title={t('calendar.terms')}
      flush
      actions={onAdd ? <Button onClick={onAdd}>{t('calendar.addTerm')}</Button> : undefined}
    >
      <Read query={query} rows={2}>
        {(terms) => (
          <table className="ay-table">
            <tbody>
              {terms.map((term) => (
                <tr key={term.id}>
                  <td>
                    <strong>{term.name}</strong>
                  </td>
                  <td>{t('bell.until', { from: term.startsOn, until: term.endsOn })}</td>
                  <td>{term.areaName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Read>
    </Panel>
  )
}
