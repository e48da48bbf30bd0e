import { Button } from 'antd'
import { useCallback } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { FilterBar, TextFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type AuditRow, type ChainVerdict, listAudit, verifyAudit } from '../../contract/audit.ts'
import { roleNames } from '../../contract/role.ts'
import { auditAddress } from '../addresses.ts'
import { identityText } from '../text.ts'
import './accounts.css'

/** Who did what, unchangeable: each entry seals the one before. */
export default function AuditPage() {
  const t = identityText.useText()
  const search = useSearchOf(auditAddress)
  const change = useChangeSearch(auditAddress)
  const setAction = useCallback(
    (action: string) => void change({ action: action.replace(/[^a-zA-Z.]/g, '') || undefined }),
    [change],
  )
  const { query, paging } = usePages(
    listAudit,
    {
      query: {
        ...(search.action ? { action: search.action } : {}),
        ...(search.subject ? { subjectId: search.subject } : {}),
        ...(search.person ? { actorPersonId: search.person } : {}),
      },
    },
    [],
  )
  const verify = useAct(verifyAudit)
  const filtered = Boolean(search.action || search.subject || search.person)
  const clear = () => void change({ action: undefined, subject: undefined, person: undefined })
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('audit.title')}
        tags={verify.data ? <Verdict verdict={verify.data} /> : undefined}
        actions={
          <Button
            type="primary"
            loading={verify.isPending}
            onClick={() => verify.mutate({}, { onError: tellFailure })}
          >
            {t('audit.verify')}
          </Button>
        }
      />
      <div className="ay-page-body">
        <FilterBar onClear={filtered ? clear : undefined}>
          <TextFilter
            value={search.action ?? ''}
            onChange={setAction}
            placeholder={t('audit.filter')}
          />
        </FilterBar>
        <AuditTable
          query={query}
          paging={paging}
          onPerson={(person) => void change({ person })}
          onSubject={(subject) => void change({ subject })}
        />
      </div>
    </div>
  )
}

function Verdict({ verdict: { intact, entries, anchors, broken } }: { verdict: ChainVerdict }) {
  const t = identityText.useText()
  if (intact || !broken) {
    return (
      <StateTag tone="ok">
        {t('audit.intact', { entries: grouped(entries), anchors: grouped(anchors) })}
      </StateTag>
    )
  }
  const reason = t(`audit.reason.${broken.reason}`)
  return <StateTag tone="gap">{t('audit.broken', { sequence: broken.sequence, reason })}</StateTag>
}

type Listed = ReturnType<typeof usePages<undefined, never, undefined, AuditRow>>

interface AuditTableProps extends Listed {
  readonly onPerson: (personId: string) => void
  readonly onSubject: (subjectId: string) => void
}

function AuditTable({ query, paging, onPerson, onSubject }: AuditTableProps) {
  const t = identityText.useText()
  const roleText = (role: string | null) => {
    const known = roleNames.find((name) => name === role)
    return known ? t(`role.${known}`) : (role ?? '')
  }
  return (
    <DataTable
      id="identity.audit"
      caption={t('audit.caption')}
      columns={[
        {
          key: 'sequence',
          title: t('audit.sequence'),
          align: 'right',
          widthPx: 70,
          cell: ({ sequence }) => sequence,
        },
        {
          key: 'at',
          title: t('audit.at'),
          widthPx: 150,
          cell: ({ at }) => `${shown(at, 'isoDay')} ${shown(at, 'seconds')}`,
        },
        {
          key: 'who',
          title: t('audit.who'),
          cell: ({ actorName, actorPersonId }) =>
            actorPersonId ? (
              <Button type="link" size="small" onClick={() => onPerson(actorPersonId)}>
                {actorName ?? actorPersonId.slice(0, 8)}
              </Button>
            ) : null,
        },
        { key: 'role', title: t('audit.role'), cell: ({ actorRole }) => roleText(actorRole) },
        { key: 'action', title: t('audit.action'), cell: ({ action }) => <code>{action}</code> },
        {
          key: 'subject',
          title: t('audit.subject'),
          cell: ({ subjectKind, subjectId }) =>
            subjectId ? (
              <Button type="link" size="small" onClick={() => onSubject(subjectId)}>
                {subjectKind} {subjectId.slice(-6)}
              </Button>
            ) : (
              subjectKind
            ),
        },
        { key: 'area', title: t('audit.area'), cell: ({ areaName }) => areaName },
        {
          key: 'detail',
          title: t('audit.detail'),
          cell: (row) => <Detail row={row} />,
        },
        {
          key: 'hash',
          title: t('audit.hash'),
          cell: ({ hash }) => <code>{hash.slice(0, 10)}</code>,
          hidden: true,
        },
      ]}
      query={query}
      paging={paging}
      rowKey={({ countyId, sequence }) => `${countyId} ${sequence}`}
      empty={<Empty title={t('audit.none')} />}
    />
  )
}

const detailMax = 56

/** One line of what was written; all of it with its seal when opened. */
function Detail({ row: { detail, digests, hash } }: { row: AuditRow }) {
  const text = JSON.stringify(detail)
  return (
    <details className="id-detail">
      <summary>{text.length > detailMax ? `${text.slice(0, detailMax)}…` : text}</summary>
      <pre>{JSON.stringify({ detail, digests, hash }, null, 1)}</pre>
    </details>
  )
}
