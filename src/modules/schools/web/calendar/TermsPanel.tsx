import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { listTerms, type Term } from '../../contract/calendar.ts'
import { schoolsText } from '../text.ts'
import { RemoveTermDialog } from './RemoveTermDialog.tsx'
import { TermDialog } from './TermDialog.tsx'

type Open = { readonly edit: Term | undefined } | { readonly remove: Term } | null

/** Terms of the own area, of those below it, and of those above, which are only read. */
export function TermsPanel() {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.calendar.edit')
  const [open, setOpen] = useState<Open>(null)
  const query = useRead(listTerms, {}, { topics: ['schools.term'] })
  return (
    <Panel
      title={t('calendar.terms')}
      flush
      actions={
        mayEdit ? (
          <Button onClick={() => setOpen({ edit: undefined })}>{t('calendar.addTerm')}</Button>
        ) : undefined
      }
    >
      <Read query={query} rows={2}>
        {(terms) =>
          terms.length === 0 ? (
            <Empty title={t('calendar.termsNone')}>{t('calendar.termsNoneHelp')}</Empty>
          ) : (
            <TermTable terms={terms} open={mayEdit ? setOpen : undefined} />
          )
        }
      </Read>
      {open && 'edit' in open ? (
        <TermDialog term={open.edit} onClose={() => setOpen(null)} />
      ) : null}
      {open && 'remove' in open ? (
        <RemoveTermDialog term={open.remove} onClose={() => setOpen(null)} />
      ) : null}
    </Panel>
  )
}

interface TermTableProps {
  readonly terms: readonly Term[]
  /** Absent when nothing may be changed. */
  readonly open: ((what: Open) => void) | undefined
}

function TermTable({ terms, open }: TermTableProps) {
  const t = schoolsText.useText()
  return (
    <table className="ay-table">
      <thead>
        <tr>
          <th scope="col">{t('calendar.name')}</th>
          <th scope="col">{t('calendar.period')}</th>
          <th scope="col">{t('calendar.area')}</th>
          <th scope="col">
            <span className="ay-unseen">{t('calendar.change')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {terms.map((term) => (
          <tr key={term.id}>
            <td>
              <strong>{term.name}</strong>
            </td>
            <td>{t('bell.until', { from: term.startsOn, until: term.endsOn })}</td>
            <td>{term.areaName}</td>
            <td className="sc-row-actions">
              {open && term.isOwn ? (
                <>
                  <Button type="link" size="small" onClick={() => open({ edit: term })}>
                    {t('calendar.change')}
                  </Button>
                  <Button type="link" size="small" onClick={() => open({ remove: term })}>
                    {t('calendar.remove')}
                  </Button>
                </>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
