import { expect, test } from 'vitest'
import type { Table } from '../model/blocks.ts'
import { printTable } from './table.ts'

const bodyWidthPt = (156 * 72) / 25.4

function tableOf(titles: string[], rows: string[][], weights: number[] = []): Table {
  const columns = titles.map((title, index) => ({
    title,
    align: 'center' as const,
    ...(weights[index] === undefined ? {} : { weight: weights[index] }),
  }))
  return { type: 'table', columns, rows }
}

const widthsOf = (table: Table) => printTable(table).columns.map(({ widthPt }) => widthPt)
const sum = (widths: number[]) => widths.reduce((total, width) => total + width, 0)

test('columns fill the body and short ones keep their text on one line', () => {
  const long = '铃前空岗由城关派出所机动警力补岗，用时六分钟，已约谈责任人并书面说明'
  const widths = widthsOf(
    tableOf(['序号', '学校', '情况', '见警率'], [['12', long, long, '98.6%']]),
  )
  expect(sum(widths)).toBeGreaterThan(bodyWidthPt - 0.1)
  expect(sum(widths)).toBeLessThanOrEqual(bodyWidthPt)
  expect(widths[0]).toBeGreaterThan(2 * 14 + 7)
  expect(widths[3]).toBeGreaterThan(3 * 14 + 7)
  expect(widths[1]).toBe(widths[2])
})

test('declared weights decide alone', () => {
  const [first = 0, second = 0] = widthsOf(tableOf(['甲', '乙'], [['1', '2']], [1, 3]))
  expect(second / first).toBeCloseTo(3, 1)
})

test('many columns are set smaller', () => {
  const sizeOf = (count: number) => {
    const titles = Array.from({ length: count }, () => '项')
    return printTable(tableOf(titles, [titles])).sizePt
  }
  expect([5, 6, 9, 10].map(sizeOf)).toEqual([14, 12, 12, 10.5])
})
