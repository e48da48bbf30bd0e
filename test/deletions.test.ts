import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from './county.ts'

/**
 * Deletions that ask for no fresh check, each with its reason. Whoever adds an endpoint that
 * deletes decides: `stepUp: true`, or a line here.
 */
const withoutStepUp: Readonly<Record<string, string>> = {
  'DELETE /api/identity/sessions/:id': 'signs the own device out, which must be quick',
  'DELETE /api/identity/accounts/:id/sessions': 'throws out at once; nothing but time is lost',
  'DELETE /api/identity/invitations/:id': 'takes a link back that gave access; another is made',
  'DELETE /api/schools/calendar/days/:calendarDayId': 'daily work; the page takes it back',
  'DELETE /api/duty/settings/:areaId': 'daily work; the page takes it back',
  'DELETE /api/duty/assignments/:id': 'daily work of a plan; the page takes it back',
  'DELETE /api/duty/claims/:id': 'the own claim of a place, claimed again while it is free',
  'POST /api/duty/weeks/:day/discard': 'a draft that nobody was told of; it is filled again',
  'POST /api/schools/imports/:runId/drop': 'nothing of it is in the register; it is sent again',
}

/** What takes out by another method says so by its last word. */
const takesOut = /\/([a-z]+-)?(clear|delete|discard|drop|erase|purge|remove|undo)(-[a-z]+)?$/

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

it('asks for a fresh check before each deletion of weight', () => {
  const quick = c.product.routes
    .filter(({ endpoint: { method, path, stepUp } }) => {
      const deletes = method === 'DELETE' || (method !== 'GET' && takesOut.test(path))
      return deletes && !stepUp
    })
    .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
  expect(quick.sort()).toEqual(Object.keys(withoutStepUp).sort())
})
