import { expect, it } from 'vitest'
import { county } from '../../../../../test/county.ts'
import { at } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const path = '/api/statistics/reports'

it('a monthly report is late once however many drafts it has, and not when one was signed in time', async () => {
  for (const inTime of [true, false]) {
    const friday = await county({ at: at('20:00', '2026-11-20') })
    const leader = friday.as('countyCommander', { at: 'countyA' })
    const draft = async () => {
      const id = newId(friday.clock.now())
      return (await leader.post(path, { id, kind: 'monthlyDuty', day: '2026-11-20' })).body
    }
    const sign = async ({ id, version: before, document }: Json) => {
      const numbered = { ...document, documentNumber: '安公治月报〔2026〕11号' }
      const edit = { version: before, document: numbered }
      const { version } = (await leader.patch(`${path}/${id}`, edit)).body
      await friday.stepUp(leader)
      const signed = await leader.post(`${path}/${id}/sign`, { version })
      expect(signed.body.state).toBe('signed')
    }
    const late = async () => {
      const query = 'firstDay=2026-11-21&lastDay=2026-11-21'
      const { body } = await leader.get(`/api/statistics/indicators/late_reports/rows?${query}`)
      return body.rows.map((row: Json) => row.recordId)
    }
    const first = await draft()
    friday.clock.set(at('20:01', '2026-11-20'))
    const second = await draft()
    if (inTime) await sign(second)
    friday.clock.set(at('00:20', '2026-11-21'))
    expect([inTime, await late()]).toEqual([inTime, inTime ? [] : [first.id]])
    if (!inTime) await sign(second)
    friday.clock.set(at('00:30', '2026-11-21'))
    expect([inTime, await late()]).toEqual([inTime, inTime ? [] : [second.id]])
    await friday.close()
  }
})
