import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../../../platform/ui/api.ts'
import { reading, useRead } from '../../../../platform/ui/api-queries.ts'
import { onLiveChange } from '../../../../platform/ui/live.ts'
import {
  type Board,
  boardRowsMax,
  boardTopic,
  readBoard,
  readBoardRows,
} from '../../contract/board.ts'
import type { Half } from '../../contract/shift.ts'
import { withRows } from './board-view.ts'

export interface BoardMoment {
  readonly day?: string | undefined
  readonly half?: Half | undefined
}

/** Changes of one moment are read in one call; a person sees them within half a second. */
const gatherMs = 120

/**
 * The whole board once, then only the rows that the live stream names. When a name is not on the
 * board, or too many changed, the board is read again.
 */
export function useBoard(moment: BoardMoment) {
  const client = useQueryClient()
  const query = useRead(readBoard, { query: moment }, { keepLast: true, refetchMs: 60_000 })
  const { queryKey } = reading(readBoard, { query: moment })
  const address = JSON.stringify(queryKey)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for the query key
  useEffect(() => {
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const readAgain = () => void client.invalidateQueries({ queryKey })
    const flush = async () => {
      // A whole board on its way may be older than the change and would undo it: rows come after.
      // (Calling it off instead would keep a busy board from ever being read whole.)
      await Promise.allSettled([client.getQueryCache().find({ queryKey })?.promise])
      timer = undefined
      const shiftIds = [...waiting]
      waiting.clear()
      if (shiftIds.length > boardRowsMax) return readAgain()
      try {
        const { rows } = await call(readBoardRows, { query: { shiftIds } })
        const board = client.getQueryData<Board>(queryKey)
        const next = board ? withRows(board.rows, shiftIds, rows) : 'unknown'
        if (!board || next === 'unknown') return readAgain()
        client.setQueryData<Board>(queryKey, { ...board, rows: [...next] })
      } catch {
        // The whole board is asked for instead, with its own retries and its own failure.
        readAgain()
      }
    }
    const stop = onLiveChange((change) => {
      if (change.kind === 'resync') return readAgain()
      if (change.topic !== boardTopic) return
      for (const key of change.keys) waiting.add(key)
      timer ??= setTimeout(() => void flush(), gatherMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client, address])
  return query
}
