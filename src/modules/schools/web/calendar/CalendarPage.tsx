import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { movedDay, noonOf, shown, useToday } from '../../../../platform/ui/wall-time.ts'
import {
  type CalendarDay,
  createCalendarDay,
  getCalendar,
  removeCalendarDay,
} from '../../contract/calendar.ts'
import { schoolsText } from '../text.ts'
import { CalendarDayDialog, HorizonDialog } from './CalendarDialogs.tsx'
import { CalendarMonth } from './CalendarMonth.tsx'
import { toneOfDay } from './day-tone.ts'
import { daysOf, movedMonth } from './month.ts'
import { TermsPanel } from './TermsPanel.tsx'
import '../school/school.css'

/** The months that can be turned to; the list below them holds what is not long past. */
const monthsBack = 10
const monthsAhead = 12
const pastDays = 90
const nationalSource = 'chinese-days'
const warnDays = 60

type Open = { readonly day: string } | 'horizon' | null

/** Days that differ from their weekday, until when they are known, and the terms. */
export default function CalendarPage() {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.calendar.edit')
  const [open, setOpen] = useState<Open>(null)
  const today = useToday()
  const month = today.slice(0, 7)
  const months = { first: movedMonth(month, -monthsBack), last: movedMonth(month, monthsAhead) }
  const query = useRead(getCalendar, { query: daysOf(months) }, { topics: ['schools.*'] })
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
                months={months}
                onEnter={mayEdit ? (day) => setOpen({ day }) : undefined}
              />
              <Panel flush>
                <Days
                  days={days.filter(({ day }) => day >= movedDay(today, -pastDays))}
                  mayEdit={mayEdit}
                />
              </Panel>
              <TermsPanel />
            </>
          )}
        </Read>
      </div>
      {open && typeof open === 'object' ? (
        <CalendarDayDialog day={open.day} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'horizon' ? <HorizonDialog onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

const dayTopics = ['schools.*'] as const

/** Under its old number; what can be taken out is the own area's. */
async function enterAgain(entered: CalendarDay, id: string): Promise<void> {
  const { day, kind, followsWeekday, arrival, dismissal, name, source } = entered
  const body = { id, day, kind, followsWeekday, arrival, dismissal, name, source }
  await call(createCalendarDay, { body })
  refresh(queryClient, dayTopics)
}

function Days({ days, mayEdit }: { days: readonly CalendarDay[]; mayEdit: boolean }) {
  const t = schoolsText.useText()
  const remove = useAct(removeCalendarDay, { topics: dayTopics })
  const takeOut = (day: CalendarDay, id: string) =>
    remove.mutate(
      { params: { calendarDayId: id }, query: { version: day.version } },
      {
        onSuccess: () => tell({ text: t('calendar.removed'), undo: () => enterAgain(day, id) }),
        onError: tellFailure,
      },
    )
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
                <Button type="link" size="small" onClick={() => takeOut(day, day.id ?? '')}>
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
