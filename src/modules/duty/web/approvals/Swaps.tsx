import { RefusedError } from '../../../../platform/ui/api.ts'
import { useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  decideSwap,
  listSwaps,
  readSwapEffect,
  type Swap,
  type SwapPlace,
  swapTopic,
} from '../../contract/swap.ts'
import { dutyText } from '../text.ts'
import { decideColumn, InRole } from './Decide.tsx'

const topics = [swapTopic] as const
/** Whatever may stand against a swap: plans, leave, and the swap itself. */
const effectTopics = [swapTopic, 'duty.plan', 'duty.leave'] as const

/** Swaps that both have agreed on. */
export function Swaps() {
  const t = dutyText.useText()
  const { query, paging } = usePages(listSwaps, { query: { state: 'agreed' } }, topics)
  const { personId: me } = useViewer()
  const decide = useAct(decideSwap, {
    topics: [...topics, 'duty.plan'],
    onDone: (_, { body }) =>
      tell({ text: t(body.decision === 'approved' ? 'approve.swapApproved' : 'approve.refused') }),
  })
  return (
    <DataTable
      id="duty.swaps"
      caption={t('approve.swaps')}
      columns={[
        {
          key: 'person',
          title: t('approve.swapPerson'),
          cell: ({ personName, role }) => <InRole name={personName} role={role} />,
        },
        { key: 'gives', title: t('approve.gives'), cell: ({ gives }) => <Place place={gives} /> },
        {
          key: 'other',
          title: t('approve.swapOther'),
          cell: ({ otherPersonName }) => <strong>{otherPersonName}</strong>,
        },
        {
          key: 'takes',
          title: t('approve.takes'),
          cell: ({ takes }) =>
            takes ? (
              <Place place={takes} />
            ) : (
              <span className="ay-note">{t('approve.forNothing')}</span>
            ),
        },
        { key: 'effect', title: t('approve.swapEffect'), cell: (swap) => <Effect swap={swap} /> },
        decideColumn<Swap>(decide, ({ personId, otherPersonId }) =>
          personId === me || otherPersonId === me ? t('approve.swapOwn') : undefined,
        ),
      ]}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      empty={<Empty tone="ok" title={t('approve.noneSwaps')} />}
    />
  )
}

function Place({ place: { bellAt, half, postName } }: { place: SwapPlace }) {
  const t = dutyText.useText()
  return (
    <>
      {shown(bellAt, 'dayTime')} {t(`half.${half}`)} {postName}
    </>
  )
}

/** What stands by now against either of the two in the other's place: shown before the decision. */
function Effect({ swap: { id } }: { swap: Swap }) {
  const t = dutyText.useText()
  const { data, error } = useRead(readSwapEffect, { params: { id } }, { topics: effectTopics })
  // What no longer holds is said in the words of the refusal.
  if (error instanceof RefusedError) return <StateWord tone="gap">{error.message}</StateWord>
  if (error) return <StateWord tone="unknown">{kit.text('state.errorUnreachable')}</StateWord>
  if (!data) return null
  const found = data.rows.flatMap(({ personId, personName, conflicts }) =>
    conflicts.map(({ kind, hard }) => ({ key: `${personId} ${kind}`, personName, kind, hard })),
  )
  if (found.length === 0) return <StateWord tone="ok">{t('approve.swapFree')}</StateWord>
  return found.map(({ key, personName, kind, hard }) => (
    <div key={key}>
      <StateWord tone={hard ? 'gap' : 'warn'}>
        {personName} {t(`week.conflict.${kind}`)}
      </StateWord>
    </div>
  ))
}
