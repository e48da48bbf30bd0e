import { expect, it } from 'vitest'
import { county } from '../../../../../test/county.ts'
import { at, checkIn, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'

it('who stands in unplanned finds the shift after its end, and leaves by themselves', async () => {
  const world = await county()
  const post = await gatePost(world, 'schoolA1')
  const shift = await shiftOf(world, post, 'arrival')
  const guard = world.as('guard', { at: 'schoolA1' })
  const nearby = async () => {
    const { body } = await guard.get('/api/duty/mine')
    expect(body.shifts).toEqual([])
    return body.nearby.map(({ shiftId }: { shiftId: string }) => shiftId)
  }
  const tell = async (time: string, direction: 'in' | 'out') => {
    world.clock.set(at(time))
    const { body } = await checkIn(guard, shift, { at: at(time), gate: post, direction })
    expect(body.outcome).toBe('stored')
  }
  await tell('07:45', 'in')
  world.clock.set(at('08:20'))
  expect(await nearby()).toEqual([shift])
  await tell('08:21', 'out')
  expect(await nearby()).toEqual([shift])
  world.clock.set(at('08:46'))
  await sweep(world, 'duty.watch')
  const [out] = await world.sql(
    `select method, at from duty.check_in where direction = 'out' and shift_id = $1`,
    [shift],
  )
  expect(out).toMatchObject({ method: 'position', at: at('08:21') })
  // Nobody else is offered what is over.
  const cadre = world.as('schoolCadre', { at: 'schoolA1' })
  expect((await cadre.get('/api/duty/mine')).body.nearby).toEqual([])
  await world.close()
})
