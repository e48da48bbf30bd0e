import { expect, it } from 'vitest'
import { EventRecord, eventKinds } from '../../contract/event.ts'
import { emptyForm, formOf, kindsOf, recordOf } from './event-form.rules.ts'

const circumstances = {
  id: '0190a000-0000-7000-8000-000000000001',
  postId: '0190a000-0000-7000-8000-000000000002',
  shiftId: '0190a000-0000-7000-8000-000000000003',
  at: '2026-11-23T07:26:00+08:00',
  offline: false,
}

it.each(eventKinds)('%s: two taps make a record that the contract takes', (kind) => {
  expect(() => EventRecord.parse(recordOf(emptyForm(kind), circumstances))).not.toThrow()
})

it('a check is a count with its legal ground: words that were typed before stay out', () => {
  const record = recordOf({ ...emptyForm('help'), event: 'check', note: 'tall' }, circumstances)
  expect(record).toMatchObject({ note: '', legalGround: 'policeLaw9' })
})

it('only the police check people', () => {
  expect(kindsOf('auxiliary')).toContain('check')
  expect(kindsOf('guard')).not.toContain('check')
  expect(kindsOf('none')).not.toContain('check')
})

it('a draft comes back as it was left', () => {
  const form = { ...emptyForm('deed'), heads: 3, note: 'returned a purse', consent: true }
  expect(formOf(recordOf(form, circumstances))).toEqual(form)
})
