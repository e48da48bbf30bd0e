import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useGo, useParamsOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DayInput, TimeInput } from '../../../../platform/ui/kit/moment-inputs.tsx'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { newId } from '../../../../platform/ui/new-id.ts'
import { isoDay, movedDay } from '../../../../platform/ui/wall-time.ts'
import {
  Bell,
  getTimetable,
  previewTimetable,
  saveTimetable,
  type Timetable,
} from '../../contract/bell.ts'
import { type Gate, listGates } from '../../contract/gate.ts'
import { getSchool } from '../../contract/school.ts'
import { bellsAddress, schoolAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import './bells.css'

type Line = Timetable['bells'][number]

/** The bell rules of a school as a whole; what a change does to shifts is shown before saving. */
export default function BellsPage() {
  const t = schoolsText.useText()
  const { schoolId } = useParamsOf(bellsAddress)
  const params = { schoolId }
  const school = useRead(getSchool, { params }).data
  const timetable = useRead(getTimetable, { params })
  const gates = useRead(listGates, { params }).data ?? []
  return (
    <div className="ay-page">
      <PageHead title={t('bell.edit')} note={school?.name} />
      <div className="ay-page-body">
        <Read query={timetable}>
          {(data) => <Editor schoolId={schoolId} timetable={data} gates={gates} />}
        </Read>
      </div>
    </div>
  )
}

interface EditorProps {
  readonly schoolId: string
  readonly timetable: Timetable
  readonly gates: readonly Gate[]
}

const previewDays = 14

function Editor({ schoolId, timetable, gates }: EditorProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const go = useGo()
  const [lines, setLines] = useState<readonly Line[]>(timetable.bells)
  const [busy, setBusy] = useState(false)
  const params = { schoolId }
  const faults = lines.map((line) => faultOf(line, t))
  const sound = faults.every((fault) => fault === undefined)
  const change = (id: string, fields: Partial<Line>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...fields } : line)))
  const save = async () => {
    setBusy(true)
    try {
      const body = { version: timetable.version, bells: [...lines] }
      await call(saveTimetable, { params, body })
      refresh(queryClient, ['schools.*'])
      tell({ text: t('bell.saved') })
      await go(schoolAddress, { params, search: { tab: 'timetable' } }, true)
    } catch (error) {
      tellFailure(error as Error)
    }
    setBusy(false)
  }
  return (
    <Panel
      flush
      title={t('bell.title')}
      note={sound ? <Preview schoolId={schoolId} lines={lines} /> : undefined}
      actions={<Button onClick={() => setLines([...lines, newLine()])}>{t('bell.add')}</Button>}
    >
      {lines.length === 0 ? <Empty title={t('bell.none')} /> : null}
      <ul className="sc-bells">
        {lines.map((line, index) => (
          <li key={line.id}>
            <BellLine line={line} gates={gates} onChange={(fields) => change(line.id, fields)} />
            <Button type="text" onClick={() => setLines(lines.filter(({ id }) => id !== line.id))}>
              {t('bell.remove')}
            </Button>
            {faults[index] ? (
              <p className="ay-gap" role="alert">
                <StateMark tone="gap" /> {faults[index]}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="ay-form-foot sc-bells-foot">
        <span />
        <Button onClick={() => void go(schoolAddress, { params, search: { tab: 'timetable' } })}>
          {k('form.cancel')}
        </Button>
        <Button type="primary" disabled={!sound} loading={busy} onClick={() => void save()}>
          {t('bell.save')}
        </Button>
      </div>
    </Panel>
  )
}

const newLine = (): Line => ({
  id: newId(),
  gateId: null,
  gradeBand: '',
  weekdays: [1, 2, 3, 4, 5],
  arrival: '07:50',
  dismissal: '16:30',
  startsOn: isoDay(now()),
  endsOn: null,
})

const knownFaults = {
  noTime: 'bell.noTime',
  dismissalBeforeArrival: 'bell.order',
  endsBeforeStart: 'bell.dates',
} as const

function faultOf(line: Line, t: ReturnType<typeof schoolsText.useText>): string | undefined {
  const checked = Bell.safeParse(line)
  if (checked.success) return undefined
  const message = checked.error.issues[0]?.message as keyof typeof knownFaults
  return knownFaults[message] ? t(knownFaults[message]) : kit.text('form.wrong')
}

/** How many days at gates ring otherwise, before anything is saved. */
function Preview({ schoolId, lines }: { schoolId: string; lines: readonly Line[] }) {
  const t = schoolsText.useText()
  const firstDay = isoDay(now())
  const { data } = useRead(
    previewTimetable,
    {
      params: { schoolId },
      body: { firstDay, lastDay: movedDay(firstDay, previewDays - 1), bells: [...lines] },
    },
    { keepLast: true },
  )
  if (!data) return null
  const count = data.changes.length
  return count === 0 ? (
    t('bell.previewNone')
  ) : (
    <StateWord tone="wait">{t('bell.preview', { count })}</StateWord>
  )
}

interface BellLineProps {
  readonly line: Line
  readonly gates: readonly Gate[]
  readonly onChange: (fields: Partial<Line>) => void
}

const weekdayKeys = ['1', '2', '3', '4', '5', '6', '7'] as const

function BellLine({ line, gates, onChange }: BellLineProps) {
  const t = schoolsText.useText()
  return (
    <div className="sc-bell">
      <Select
        mode="multiple"
        aria-label={t('bell.weekdays')}
        value={line.weekdays}
        options={weekdayKeys.map((key) => ({
          value: Number(key),
          label: t(`bell.weekday.${key}`),
        }))}
        onChange={(weekdays: number[]) => onChange({ weekdays: weekdays.sort() })}
      />
      <Select
        aria-label={t('bell.gate')}
        value={line.gateId ?? ''}
        options={[
          { value: '', label: t('bell.allGates') },
          ...gates.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(gateId) => onChange({ gateId: gateId === '' ? null : gateId })}
      />
      <Input
        aria-label={t('bell.grade')}
        value={line.gradeBand}
        maxLength={40}
        placeholder={t('bell.allGrades')}
        onChange={({ target }) => onChange({ gradeBand: target.value })}
      />
      <TimeInput
        aria-label={t('bell.arrival')}
        placeholder={t('bell.arrival')}
        value={line.arrival}
        onChange={(arrival) => onChange({ arrival })}
      />
      <TimeInput
        aria-label={t('bell.dismissal')}
        placeholder={t('bell.dismissal')}
        value={line.dismissal}
        onChange={(dismissal) => onChange({ dismissal })}
      />
      <DayInput
        aria-label={t('bell.startsOn')}
        value={line.startsOn}
        allowClear={false}
        onChange={(startsOn) => onChange({ startsOn: startsOn ?? line.startsOn })}
      />
      <DayInput
        aria-label={t('bell.endsOn')}
        placeholder={t('bell.endsOn')}
        value={line.endsOn}
        onChange={(endsOn) => onChange({ endsOn })}
      />
    </div>
  )
}
