import { useMemo } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { laterPart } from '../../../../platform/ui/kit/LaterPart.tsx'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read, Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { movedDay, noonOf, shown, useToday } from '../../../../platform/ui/wall-time.ts'
import { type GateBells, showBellTimes } from '../../contract/bell.ts'
import { type Gate, listGates } from '../../contract/gate.ts'
import { listOfficers } from '../../contract/linked-officer.ts'
import type { School } from '../../contract/school.ts'
import { getGearStock, listWrittenRules } from '../../contract/upkeep.ts'
import { schoolsText } from '../text.ts'
import { type Lack, lacksOf } from './lacks.ts'
import { NearbyRooms } from './NearbyRooms.tsx'

const PointMap = laterPart(
  () => import('../../../../platform/ui/map/PointMap.tsx'),
  <Skeleton rows={5} />,
)
const topics = ['schools.*'] as const
const daysAhead = 14

/** What is missing, whose it is, and when the bells ring next. */
export default function OverviewTab({ school }: { school: School }) {
  const params = { schoolId: school.id }
  const gates = useRead(listGates, { params }, { topics })
  const today = useToday()
  const bells = useRead(
    showBellTimes,
    { params, query: { firstDay: today, lastDay: movedDay(today, daysAhead - 1) } },
    { topics },
  )
  return (
    <div className="sc-columns">
      <div className="sc-stack">
        <BellDays gates={gates.data ?? []} query={bells} />
        <NearbyRooms schoolId={school.id} />
      </div>
      <div className="sc-stack">
        <Lacking school={school} gates={gates.data} bells={bells.data} />
        <Place school={school} gates={gates.data ?? []} />
      </div>
    </div>
  )
}

interface BellDaysProps {
  readonly gates: readonly Gate[]
  readonly query: ReturnType<typeof useRead<{ schoolId: string }, never, undefined, GateBells[]>>
}

function BellDays({ gates, query }: BellDaysProps) {
  const t = schoolsText.useText()
  const names = new Map(gates.map(({ id, name }) => [id, name]))
  return (
    <Panel title={t('overview.gates')} note={t('overview.gatesNote')} flush>
      <Read query={query} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('overview.noGate')} />
          ) : (
            <table className="ay-table">
              <thead>
                <tr>
                  <th scope="col">{t('calendar.day')}</th>
                  <th scope="col">{t('bell.gate')}</th>
                  <th scope="col">{t('bell.arrival')}</th>
                  <th scope="col">{t('bell.dismissal')}</th>
                  <th scope="col">{t('calendar.source')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, daysAhead * 2).map((row) => (
                  <tr key={`${row.gateId} ${row.day}`}>
                    <td>
                      {row.day.slice(5)} {shown(noonOf(row.day), 'shortWeekday')}
                    </td>
                    <td>{names.get(row.gateId)}</td>
                    <td>{row.arrivals.join(listMark()) || t('value.none')}</td>
                    <td>{row.dismissals.join(listMark()) || t('value.none')}</td>
                    <td>{t(`bell.reason.${row.reason}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
    </Panel>
  )
}

interface LackingProps {
  readonly school: School
  readonly gates: readonly Gate[] | undefined
  readonly bells: readonly GateBells[] | undefined
}

function Lacking({ school, gates, bells }: LackingProps) {
  const t = schoolsText.useText()
  const params = { schoolId: school.id }
  const officers = useRead(listOfficers, { params }, { topics }).data
  const rules = useRead(listWrittenRules, { params }, { topics }).data
  const gear = useRead(getGearStock, { params }, { topics }).data
  const known = gates && bells && officers && rules && gear
  if (!known) {
    return (
      <Panel title={t('overview.todo')}>
        <Skeleton rows={3} />
      </Panel>
    )
  }
  const lacks = lacksOf({ gates, bells, officers, rules, gear })
  return (
    <Panel title={t('overview.todo')} note={lacks.length} flush>
      {lacks.length === 0 ? (
        <Empty tone="ok" title={t('overview.todoNone')} />
      ) : (
        <ul className="sc-list">
          {lacks.map((lack) => (
            <li key={`${lack.kind} ${lack.rule ?? ''}`}>
              <StateMark tone={lack.tone} />
              <LackText lack={lack} />
              <span className="ay-note">
                {t(lack.owner === 'school' ? 'overview.owedBySchool' : 'overview.owedByPolice')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function LackText({ lack }: { lack: Lack }) {
  const t = schoolsText.useText()
  return t(`overview.${lack.kind}`, {
    ...(lack.rule ? { rule: t(`rule.kindOf.${lack.rule}`) } : {}),
    ...(lack.count === undefined ? {} : { count: lack.count }),
  })
}

function Place({ school, gates }: { school: School; gates: readonly Gate[] }) {
  const t = schoolsText.useText()
  const points = useMemo(() => {
    const ofGates = gates.flatMap(({ id, name, position, opened }) =>
      position
        ? [{ id, lon: position.lon, lat: position.lat, tone: opened ? 'wait' : 'off', label: name }]
        : [],
    )
    if (ofGates.length > 0 || !school.position) return ofGates
    const { lon, lat } = school.position
    return [{ id: school.id, lon, lat, tone: 'wait', label: school.name }]
  }, [gates, school]) as {
    id: string
    lon: number
    lat: number
    tone: 'wait' | 'off'
    label: string
  }[]
  const first = points[0]
  return (
    <Panel title={t('overview.map')} flush>
      {first ? (
        <div className="sc-map">
          <PointMap
            points={points}
            selectedId={first.id}
            ringM={50}
            onSelect={() => undefined}
            fitKey={points.map(({ id }) => id).join()}
          />
        </div>
      ) : (
        <Empty title={t('value.noPosition')} />
      )}
    </Panel>
  )
}
