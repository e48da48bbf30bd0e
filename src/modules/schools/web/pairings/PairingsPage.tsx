import { Button } from 'antd'
import { useState } from 'react'
import { useChangeSearch, useGo, useSearchOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { ChoiceFilter, FilterBar } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { useToday } from '../../../../platform/ui/wall-time.ts'
import { listTerms, type Term } from '../../contract/calendar.ts'
import { linkStates, listPairings } from '../../contract/linked-officer.ts'
import { calendarAddress, pairingSheetAddress, pairingsAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { ApproveAllDialog } from './ApproveAllDialog.tsx'
import { PairingTable } from './PairingTable.tsx'
import { ProposePairDialog } from './ProposePairDialog.tsx'
import { termLabel, termShown } from './term-choice.ts'
import { WithoutOfficer } from './WithoutOfficer.tsx'
import '../school/school.css'
import './pairings.css'

/** Which officers a school is paired with in a term: proposed, approved and printed as one list. */
export default function PairingsPage() {
  const today = useToday()
  const { term: asked } = useSearchOf(pairingsAddress)
  const query = useRead(listTerms, {}, { topics: ['schools.term'] })
  return (
    <div className="ay-page ay-page-full">
      <Read query={query} rows={10}>
        {(terms) => {
          const term = termShown(terms, asked, today)
          return term ? <Shown key={term.id} terms={terms} term={term} /> : <NoTerm />
        }}
      </Read>
    </div>
  )
}

function NoTerm() {
  const t = schoolsText.useText()
  const go = useGo()
  return (
    <>
      <PageHead title={t('pairing.title')} />
      <div className="ay-page-body">
        <Empty
          title={t('pairing.noTerm')}
          action={
            <Button onClick={() => void go(calendarAddress, {})}>{t('calendar.title')}</Button>
          }
        >
          {t('pairing.noTermHelp')}
        </Empty>
      </div>
    </>
  )
}

interface ShownProps {
  readonly terms: readonly Term[]
  readonly term: Term
}

function Shown({ terms, term }: ShownProps) {
  const [open, setOpen] = useState<'propose' | 'approve' | null>(null)
  const mayPropose = useMay('schools.link.edit')
  const mayApprove = useMay('schools.link.approve')
  const waiting = useRead(
    listPairings,
    { params: { termId: term.id }, query: { state: 'proposed', limit: 1 } },
    { topics: ['schools.linkedOfficer'], enabled: mayApprove },
  ).data?.total
  const close = () => setOpen(null)
  const onPropose = mayPropose ? () => setOpen('propose') : undefined
  return (
    <>
      <Head
        term={term}
        onPropose={onPropose}
        onApprove={mayApprove && waiting ? () => setOpen('approve') : undefined}
        waiting={waiting ?? 0}
      />
      <div className="ay-page-body">
        <PairingFilterBar terms={terms} term={term} />
        <div className="pa-columns">
          <PairingTable termId={term.id} onPropose={onPropose} />
          <WithoutOfficer />
        </div>
      </div>
      {open === 'propose' ? <ProposePairDialog term={term} onClose={close} /> : null}
      {open === 'approve' && waiting ? (
        <ApproveAllDialog term={term} waiting={waiting} onClose={close} />
      ) : null}
    </>
  )
}

interface HeadProps {
  readonly term: Term
  readonly onPropose: (() => void) | undefined
  readonly onApprove: (() => void) | undefined
  readonly waiting: number
}

function Head({ term, onPropose, onApprove, waiting }: HeadProps) {
  const t = schoolsText.useText()
  const go = useGo()
  const print = () => void go(pairingSheetAddress, { params: { termId: term.id } })
  return (
    <PageHead
      title={t('pairing.title')}
      note={`${term.name} ${t('bell.until', { from: term.startsOn, until: term.endsOn })}`}
      actions={
        <>
          <Button onClick={print}>{t('pairing.print')}</Button>
          {onPropose ? <Button onClick={onPropose}>{t('officer.propose')}</Button> : null}
          {onApprove ? (
            <Button type="primary" onClick={onApprove}>
              {t('pairing.approveAll', { count: waiting })}
            </Button>
          ) : null}
        </>
      }
    />
  )
}

function PairingFilterBar({ terms, term }: ShownProps) {
  const t = schoolsText.useText()
  const { state } = useSearchOf(pairingsAddress)
  const change = useChangeSearch(pairingsAddress)
  return (
    <FilterBar onClear={state ? () => void change({ state: undefined }) : undefined}>
      <ChoiceFilter
        label={t('officer.term')}
        value={term.id}
        choices={terms.map((one) => ({ value: one.id, label: termLabel(one, terms) }))}
        onChange={(next) => void change({ term: next })}
        widthPx={220}
      />
      <ChoiceFilter
        label={t('officer.state')}
        value={state}
        choices={linkStates.map((value) => ({ value, label: t(`officer.stateOf.${value}`) }))}
        onChange={(next) => void change({ state: next })}
        widthPx={110}
      />
    </FilterBar>
  )
}
