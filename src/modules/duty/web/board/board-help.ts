import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { type BoardRow, boardTopic } from '../../contract/board.ts'
import {
  askForHelp,
  gapTopic,
  type HelpRequest,
  listHelpRequests,
  type Proposal,
  readProposals,
  withdrawHelp,
} from '../../contract/gap.ts'
import { dutyText } from '../text.ts'

/** Reading and handling the gap of the post that is looked at. */
export interface Helping {
  readonly proposals: UseQueryResult<z.output<NonNullable<(typeof readProposals)['reply']>>>
  readonly requests: readonly HelpRequest[]
  readonly autoNext: boolean
  setAutoNext(on: boolean): void
  /** Asks a person, or without one the first proposal; can be taken back. */
  ask(row: BoardRow, proposal?: Proposal): void
  withdraw(request: HelpRequest): void
}

const undoSeconds = 30
const nobody = '00000000-0000-0000-0000-000000000000'

export function useHelping(row: BoardRow | undefined, may: boolean): Helping {
  const client = useQueryClient()
  const [chosen, setAutoNext] = useState<boolean>()
  const gapId = row?.gap?.id
  const params = { id: gapId ?? nobody }
  const enabled = gapId !== undefined
  // An answer is told of the post, not of the gap.
  const topics = [boardTopic, gapTopic]
  const proposals = useRead(readProposals, { params }, { topics, enabled: enabled && may })
  // As the area has it, until somebody ticks otherwise.
  const autoNext = chosen ?? proposals.data?.autoNext ?? true
  const requests = useRead(listHelpRequests, { params }, { topics, enabled })
  const again = useCallback(() => refresh(client, [gapTopic]), [client])
  const withdraw = useCallback(
    (request: Pick<HelpRequest, 'id'>) =>
      call(withdrawHelp, { params: { id: request.id } }).finally(again),
    [again],
  )
  const ask = useCallback(
    async (at: BoardRow, proposal?: Proposal) => {
      if (!at.gap) return
      try {
        const asked = await call(askForHelp, {
          params: { id: at.gap.id },
          body: {
            id: newId(),
            ...(chosen === undefined ? {} : { autoNext: chosen }),
            ...(proposal ? { personId: proposal.personId } : {}),
          },
        })
        tell({
          text: dutyText.text('propose.askedUndo', { name: asked.personName, post: at.postName }),
          undo: () => withdraw(asked),
          seconds: undoSeconds,
        })
      } catch (error) {
        tellFailure(error as Error)
      }
      again()
    },
    [again, chosen, withdraw],
  )
  return useMemo(
    () => ({
      proposals,
      requests: requests.data?.rows ?? [],
      autoNext,
      setAutoNext,
      ask: (at: BoardRow, proposal?: Proposal) => void ask(at, proposal),
      withdraw: (request: HelpRequest) =>
        void withdraw(request).then(
          () => tell({ text: dutyText.text('propose.withdrawn') }),
          tellFailure,
        ),
    }),
    [proposals, requests.data, autoNext, ask, withdraw],
  )
}
