import { Button } from 'antd'
import { useState } from 'react'
import { useGo } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { getTimetable, type Timetable } from '../../contract/bell.ts'
import { type Gate, listGates } from '../../contract/gate.ts'
import type { School } from '../../contract/school.ts'
import { bellsAddress, gateCodeAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { GateDialog } from './GateDialog.tsx'

const topics = ['schools.*'] as const

/** Gates with their positions, and the rules by which the bells ring. */
export default function TimetableTab({ school }: { school: School }) {
  const params = { schoolId: school.id }
  const gates = useRead(listGates, { params }, { topics })
  const bells = useRead(getTimetable, { params }, { topics })
  return (
    <>
      <Gates schoolId={school.id} query={gates} />
      <Bells schoolId={school.id} query={bells} gates={gates.data ?? []} />
    </>
  )
}

type ReadOf<T> = ReturnType<typeof useRead<{ schoolId: string }, undefined, undefined, T>>

function Gates({ schoolId, query }: { schoolId: string; query: ReadOf<Gate[]> }) {
  const t = schoolsText.useText()
  const go = useGo()
  const mayEdit = useMay('schools.place.edit')
  const mayShow = useMay('schools.gateCode.show')
  const [dialog, setDialog] = useState<Gate | 'new' | null>(null)
  return (
    <Panel
      title={t('gate.title')}
      flush
      actions={
        mayEdit ? <Button onClick={() => setDialog('new')}>{t('gate.add')}</Button> : undefined
      }
    >
      <Read query={query}>
        {(gates) =>
          gates.length === 0 ? (
            <Empty title={t('overview.noGate')} />
          ) : (
            <table className="ay-table">
              <thead>
                <tr>
                  <th scope="col">{t('gate.name')}</th>
                  <th scope="col">{t('gate.use')}</th>
                  <th scope="col">{t('gate.opened')}</th>
                  <th scope="col">{t('gate.position')}</th>
                  <th scope="col">
                    <span className="ay-unseen">{t('page.edit')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {gates.map((gate) => (
                  <tr key={gate.id}>
                    <td>
                      <strong>{gate.name}</strong>
                    </td>
                    <td>{t(`gate.useOf.${gate.use}`)}</td>
                    <td>
                      <StateWord tone={gate.opened ? 'ok' : 'off'}>
                        {t(gate.opened ? 'gate.opened' : 'gate.closed')}
                      </StateWord>
                    </td>
                    <td>
                      {gate.position ? (
                        `${gate.position.lon.toFixed(6)}, ${gate.position.lat.toFixed(6)}`
                      ) : (
                        <StateWord tone="warn">{t('value.noPosition')}</StateWord>
                      )}
                    </td>
                    <td className="sc-row-actions">
                      {mayShow ? (
                        <Button
                          type="link"
                          size="small"
                          onClick={() => void go(gateCodeAddress, { params: { gateId: gate.id } })}
                        >
                          {t('gate.showCode')}
                        </Button>
                      ) : null}
                      {mayEdit ? (
                        <Button type="link" size="small" onClick={() => setDialog(gate)}>
                          {t('gate.edit')}
                        </Button>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
      {dialog ? (
        <GateDialog
          schoolId={schoolId}
          gate={dialog === 'new' ? undefined : dialog}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Panel>
  )
}

interface BellsProps {
  readonly schoolId: string
  readonly query: ReadOf<Timetable>
  readonly gates: readonly Gate[]
}

function Bells({ schoolId, query, gates }: BellsProps) {
  const t = schoolsText.useText()
  const go = useGo()
  const mayEdit = useMay('schools.bell.edit')
  const nameOf = (gateId: string | null) =>
    gateId === null ? t('bell.allGates') : (gates.find(({ id }) => id === gateId)?.name ?? '')
  const edit = (
    <Button onClick={() => void go(bellsAddress, { params: { schoolId } })}>
      {t('bell.edit')}
    </Button>
  )
  return (
    <Panel title={t('bell.title')} flush actions={mayEdit ? edit : undefined}>
      <Read query={query}>
        {({ bells }) =>
          bells.length === 0 ? (
            <Empty title={t('bell.none')}>{t('overview.noBell')}</Empty>
          ) : (
            <table className="ay-table">
              <thead>
                <tr>
                  <th scope="col">{t('bell.weekdays')}</th>
                  <th scope="col">{t('bell.gate')}</th>
                  <th scope="col">{t('bell.grade')}</th>
                  <th scope="col">{t('bell.arrival')}</th>
                  <th scope="col">{t('bell.dismissal')}</th>
                  <th scope="col">{t('bell.season')}</th>
                </tr>
              </thead>
              <tbody>
                {bells.map((bell) => (
                  <tr key={bell.id}>
                    <td>{weekdaysText(bell.weekdays, t)}</td>
                    <td>{nameOf(bell.gateId)}</td>
                    <td>{bell.gradeBand || t('bell.allGrades')}</td>
                    <td>
                      <strong>{bell.arrival ?? t('value.none')}</strong>
                    </td>
                    <td>
                      <strong>{bell.dismissal ?? t('value.none')}</strong>
                    </td>
                    <td>
                      {bell.endsOn
                        ? t('bell.until', { from: bell.startsOn, until: bell.endsOn })
                        : t('bell.from', { day: bell.startsOn })}
                    </td>
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

const weekdayKeys = ['1', '2', '3', '4', '5', '6', '7'] as const

/** `周一、二、三`. */
export function weekdaysText(
  weekdays: readonly number[],
  t: ReturnType<typeof schoolsText.useText>,
): string {
  const list = weekdayKeys
    .filter((key) => weekdays.includes(Number(key)))
    .map((key) => t(`bell.weekday.${key}`))
    .join('、')
  return t('bell.days', { list })
}
