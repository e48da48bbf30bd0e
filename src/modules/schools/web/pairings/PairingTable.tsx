import { Button } from 'antd'
import { useChangeSearch, useGo, useSearchOf } from '../../../../platform/ui/address.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type LinkedOfficer, listPairings } from '../../contract/linked-officer.ts'
import { pairingsAddress, schoolAddress } from '../addresses.ts'
import { toneOfLink } from '../school/officer-tone.ts'
import { type SchoolsTranslate, schoolsText } from '../text.ts'
import { useOfficerActs } from './officer-acts.ts'

const topics = ['schools.linkedOfficer'] as const

interface PairingTableProps {
  readonly termId: string
  readonly onPropose: (() => void) | undefined
}

/** The list of a term in the order of the schools. */
export function PairingTable({ termId, onPropose }: PairingTableProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const go = useGo()
  const { state } = useSearchOf(pairingsAddress)
  const change = useChangeSearch(pairingsAddress)
  const input = { params: { termId }, query: state ? { state } : {} }
  const { query, paging } = usePages(listPairings, input, topics)
  return (
    <DataTable
      id="schools.pairings"
      caption={t('pairing.caption')}
      columns={columnsOf(t)}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      onOpen={({ schoolId }) =>
        void go(schoolAddress, { params: { schoolId }, search: { tab: 'people' } })
      }
      empty={
        state ? (
          <Empty
            title={k('filter.none')}
            action={
              <Button onClick={() => void change({ state: undefined })}>{k('filter.clear')}</Button>
            }
          />
        ) : (
          <Empty
            title={t('pairing.none')}
            action={
              onPropose ? <Button onClick={onPropose}>{t('officer.propose')}</Button> : undefined
            }
          >
            {t('pairing.noneHelp')}
          </Empty>
        )
      }
    />
  )
}

function columnsOf(t: SchoolsTranslate): Column<LinkedOfficer>[] {
  return [
    {
      key: 'school',
      title: t('notice.school'),
      cell: ({ schoolId, schoolName }) => (
        <PageLink to={schoolAddress} target={{ params: { schoolId }, search: { tab: 'people' } }}>
          {schoolName}
        </PageLink>
      ),
    },
    {
      key: 'person',
      title: t('officer.person'),
      cell: ({ person }) => (
        <>
          <strong>{person.name}</strong> <span className="ay-note">{person.agencyName}</span>
        </>
      ),
    },
    { key: 'since', title: t('officer.since'), cell: ({ startsOn }) => startsOn },
    {
      key: 'until',
      title: t('pairing.until'),
      // A proposal that was withdrawn ends before it starts: it held no day.
      cell: ({ startsOn, endsOn }) =>
        endsOn !== null && endsOn >= startsOn ? endsOn : t('value.none'),
    },
    {
      key: 'state',
      title: t('officer.state'),
      cell: ({ state }) => (
        <StateWord tone={toneOfLink[state]}>{t(`officer.stateOf.${state}`)}</StateWord>
      ),
    },
    {
      key: 'approved',
      title: t('pairing.approvedAt'),
      cell: ({ approvedAt }) => (approvedAt ? shown(approvedAt, 'isoDay') : t('value.none')),
    },
    { key: 'acts', title: '', align: 'right', cell: (link) => <Acts link={link} /> },
  ]
}

function Acts({ link }: { link: LinkedOfficer }) {
  const t = schoolsText.useText()
  const acts = useOfficerActs(link)
  return (
    <span className="sc-row-actions">
      {acts.mayApprove ? (
        <Button type="link" size="small" onClick={acts.approve}>
          {t('officer.approve')}
        </Button>
      ) : null}
      {acts.mayEnd ? (
        <Button type="link" size="small" onClick={acts.end}>
          {acts.endWord}
        </Button>
      ) : null}
    </span>
  )
}
