import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useParamsOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { shown, useToday } from '../../../../platform/ui/wall-time.ts'
import { listTerms, type Term } from '../../contract/calendar.ts'
import { type LinkedOfficer, listPairings } from '../../contract/linked-officer.ts'
import { pairingSheetAddress, pairingsAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import '../print/print.css'

const pageRows = 500

/** The whole list, page after page: a paper has no next page to ask for. */
async function wholeList(termId: string, signal: AbortSignal): Promise<LinkedOfficer[]> {
  const all: LinkedOfficer[] = []
  let after: string | undefined
  do {
    const query = { limit: pageRows, ...(after ? { after } : {}) }
    const page = await call(listPairings, { params: { termId }, query }, signal)
    all.push(...page.rows)
    after = page.next
  } while (after)
  return all.filter(({ state }) => state !== 'ended')
}

/** The pairing list of a term as a paper: what is approved and what still waits. */
export default function PairingSheetPage() {
  const t = schoolsText.useText()
  const { termId } = useParamsOf(pairingSheetAddress)
  const terms = useRead(listTerms, {}, { topics: ['schools.term'] })
  const list = useQuery({
    queryKey: [listPairings.path, 'whole', termId],
    queryFn: ({ signal }) => wholeList(termId, signal),
    meta: { topics: ['schools.linkedOfficer'] },
  })
  const term = terms.data?.find(({ id }) => id === termId)
  return (
    <div className="sp-page" data-theme="light">
      <nav className="ay-no-print sp-tools">
        <PageLink to={pairingsAddress} target={{ search: { term: termId } }}>
          ← {t('pairing.title')}
        </PageLink>
        <Button type="primary" onClick={() => window.print()}>
          {t('notice.print')}
        </Button>
      </nav>
      <Read query={list}>{(links) => <Sheet term={term} links={links} />}</Read>
    </div>
  )
}

interface SheetProps {
  readonly term: Term | undefined
  readonly links: readonly LinkedOfficer[]
}

function Sheet({ term, links }: SheetProps) {
  const t = schoolsText.useText()
  const { area } = useViewer()
  const today = useToday()
  return (
    <article className="sp-sheet sp-list">
      <h1>{t('pairing.heading', { area: area.name })}</h1>
      <p className="sp-term">
        {term ? `${term.name} ${t('bell.until', { from: term.startsOn, until: term.endsOn })}` : ''}
      </p>
      {links.length === 0 ? (
        <Empty title={t('pairing.none')} />
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('pairing.number')}</th>
              <th scope="col">{t('notice.school')}</th>
              <th scope="col">{t('officer.person')}</th>
              <th scope="col">{t('notice.badge')}</th>
              <th scope="col">{t('pairing.agency')}</th>
              <th scope="col">{t('officer.since')}</th>
              <th scope="col">{t('officer.state')}</th>
            </tr>
          </thead>
          <tbody>
            {links.map((link, index) => (
              <tr key={link.id}>
                <td>{index + 1}</td>
                <td>{link.schoolName}</td>
                <td>{link.person.name}</td>
                <td>{link.person.badge}</td>
                <td>{link.person.agencyName}</td>
                <td>{link.startsOn}</td>
                <td>
                  {t(`officer.stateOf.${link.state}`)}{' '}
                  {link.approvedAt ? shown(link.approvedAt, 'isoDay') : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <footer>
        <p>{t('pairing.sign')}</p>
        <p>{t('pairing.asOf', { day: today })}</p>
      </footer>
    </article>
  )
}
