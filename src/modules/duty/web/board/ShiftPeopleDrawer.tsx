import { useRead } from '../../../../platform/ui/api-queries.ts'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { Facts } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  type BoardRow,
  boardTopic,
  readShiftPeople,
  type ShiftPerson,
} from '../../contract/board.ts'
import { dutyText } from '../text.ts'
import { toneOfState } from './board-view.ts'

const toneOfPresence: Readonly<Record<ShiftPerson['presence'], Tone>> = {
  there: 'ok',
  doubtful: 'unknown',
  pending: 'unknown',
  gone: 'off',
  absent: 'wait',
}

interface ShiftPeopleDrawerProps {
  readonly shiftId: string
  readonly onClose: () => void
}

/** Everybody of one shift: told to come, there, gone, and how that is known. */
export function ShiftPeopleDrawer({ shiftId, onClose }: ShiftPeopleDrawerProps) {
  const t = dutyText.useText()
  const query = useRead(readShiftPeople, { params: { id: shiftId } }, { topics: [boardTopic] })
  return (
    <DetailDrawer
      open
      widthPx={640}
      onClose={onClose}
      title={query.data?.row.postName ?? t('people.title')}
    >
      <Read query={query} rows={8}>
        {({ row, people }) => (
          <>
            <ShiftFacts row={row} />
            {people.length === 0 ? (
              <Empty title={t('people.none')} />
            ) : (
              <table className="ay-table">
                <thead>
                  <tr>
                    <th scope="col">{t('people.name')}</th>
                    <th scope="col">{t('people.told')}</th>
                    <th scope="col">{t('people.presence')}</th>
                    <th scope="col">{t('people.time')}</th>
                    <th scope="col">{t('people.how')}</th>
                  </tr>
                </thead>
                <tbody>
                  {people.map((person) => (
                    <PersonRow
                      key={`${person.personId} ${person.checkInId ?? ''}`}
                      person={person}
                    />
                  ))}
                </tbody>
              </table>
            )}
          </>
        )}
      </Read>
    </DetailDrawer>
  )
}

function ShiftFacts({ row }: { row: BoardRow }) {
  const t = dutyText.useText()
  const sights = row.sanjianConfirmed.map((sight) => t(`people.sight.${sight}`)).join(listMark())
  const confirmed =
    sights === '' ? t('people.unconfirmed') : t('people.confirmed', { list: sights })
  return (
    <Facts
      facts={[
        [
          shown(row.bellAt, 'dayTime'),
          <StateTag key="state" tone={toneOfState[row.state]}>
            {t(`state.${row.state}`)}
          </StateTag>,
        ],
        [t('people.sanjian'), row.sanjian ? confirmed : t('people.notAsked')],
      ]}
    />
  )
}

function PersonRow({ person }: { person: ShiftPerson }) {
  const t = dutyText.useText()
  const how = [
    person.method && !person.causes.includes('guestUnconfirmed')
      ? t(`people.method.${person.method}`)
      : '',
    person.verdict && person.verdict !== 'none' ? t(`people.verdict.${person.verdict}`) : '',
    ...person.causes.map((cause) => t(`people.cause.${cause}`)),
  ]
  return (
    <tr>
      <td>
        {person.personName}
        <span className="ay-note"> {t(`role.${person.role}`)}</span>
      </td>
      <td>{t(`people.assignment.${person.assignment}`)}</td>
      <td>
        <StateWord tone={toneOfPresence[person.presence]}>
          {t(`people.presenceState.${person.presence}`)}
        </StateWord>
      </td>
      <td>
        {person.inAt ? shown(person.inAt, 'time') : '—'}
        {person.outAt ? ` / ${shown(person.outAt, 'time')}` : ''}
        {person.outAutomatic ? ` ${t('people.outAutomatic')}` : ''}
      </td>
      <td>{how.filter(Boolean).join('・')}</td>
    </tr>
  )
}
