import { expect } from 'vitest'
import type { Report } from '../src/modules/statistics/contract/report.ts'
import type { Client } from './county.ts'

/** Opens every figure of a report: its rows are as many, of the sum and the fingerprint it says. */
export async function expectOpenFigures(
  client: Client,
  { figures, firstDay, lastDay }: Report,
): Promise<void> {
  for (const { key, indicator, areaId, half, rows, rowsHash, value, of } of figures) {
    const query = `firstDay=${firstDay}&lastDay=${lastDay}&areaId=${areaId}`
    const path = `/api/statistics/indicators/${indicator}/rows?${query}`
    const { body } = await client.get(half ? `${path}&half=${half}` : path)
    expect([key, body.total]).toEqual([key, rows])
    if (of === null) {
      expect([key, body.rowsHash, body.sum]).toEqual([key, rowsHash, value])
    } else {
      expect([key, body.sum]).toEqual([key, of])
    }
  }
}
