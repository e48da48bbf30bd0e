import { describe, expect, it } from 'vitest'
import type { BoardRow } from '../../contract/board.ts'
import type { Proposal } from '../../contract/gap.ts'
import { waysTo } from './board-ways.ts'

const gate = { lon: 113.9, lat: 32.1 }
const row = { ...gate, gap: { id: 'g' } } as unknown as BoardRow
const proposal = (personName: string, fromPost: Proposal['fromPost']): Proposal =>
  ({ personName, fromPost }) as unknown as Proposal
const east = { lon: 113.95, lat: 32.1 }
const words = ({ personName }: Proposal) => personName

describe('lines to a gap', () => {
  it('come from posts, numbered as the proposals, one line for one post', () => {
    const proposals = [proposal('李', east), proposal('王', null), proposal('赵', { ...east })]
    expect(waysTo(row, proposals, words)).toEqual([
      { id: '1 3', from: east, to: gate, badge: '1·3', label: '李、赵', main: true },
    ])
  })

  it('are not drawn where nothing is known, nothing is open, or nobody has to go', () => {
    expect(waysTo(row, [proposal('王', null)], words)).toEqual([])
    expect(waysTo({ ...row, gap: null }, [proposal('李', east)], words)).toEqual([])
    expect(waysTo({ ...row, lat: null }, [proposal('李', east)], words)).toEqual([])
    expect(waysTo(row, [proposal('李', gate)], words)).toEqual([])
    expect(waysTo(undefined, [], words)).toEqual([])
  })
})
