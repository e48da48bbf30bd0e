import { Button } from 'antd'
import { useGo } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { getTimetable, type Timetable } from '../../contract/bell.ts'
import { type Gate, listGates } from '../../contract/gate.ts'
import type { School } from '../../contract/school.ts'
import { bellsAddress } from '../addresses.ts'
import { GatesPanel } from '../gates/GatesPanel.tsx'
import { schoolsText } from '../text.ts'

const topics = ['schools.*'] as const

/** Gates with their positions, and the rules by which the bells ring. */
export default function TimetableTab({ school }: { school: School }) {
  const params = { schoolId: school.id }
  const gates = useRead(listGates, { params }, { topics })
  const bells = useRead(getTimetable, { params }, { topics })
  return (
    <>
      <GatesPanel schoolId={school.id} gates={gates} />
      <Bells schoolId={school.id} query={bells} gates={gates.data ?? []} />
    </>
  )
}

type ReadOf<T> = ReturnType<typeof useRead<{ schoolId: string }, undefined, undefined, T>>

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
    .join(listMark())
  return t('bell.days', { list })
}
