import { describe, expect, it } from 'vitest'
import type { Attachment, Entry } from './entry.ts'
import { changesBy, isDue, nextTry, outlived, viewOf, waitsMs } from './outbox-view.ts'

const entry = (fields: Partial<Entry> = {}): Entry => ({
  id: 'a',
  owner: 'p',
  carrier: 'c',
  state: 'waiting',
  place: 'gate',
  content: { kind: 'x', secret: 1 },
  madeAtMs: 1000,
  sizeBytes: 40,
  attempts: 1,
  nextTryMs: 0,
  ...fields,
})
const carrier = { stripped: () => ({ kind: 'x' }) }
const photo = (fields: Partial<Attachment> = {}): Attachment => ({
  id: 'f',
  entryId: 'a',
  owner: 'p',
  bytes: new Blob(['12345']),
  sha256: '',
  ...fields,
})

describe('what a receipt makes of a record', () => {
  it.each(['stored', 'duplicate'] as const)('%s: it is delivered and stripped', (outcome) => {
    expect(changesBy(carrier, entry(), { id: 'a', outcome, result: 7 }, 9)).toMatchObject({
      state: 'delivered',
      deliveredAtMs: 9,
      content: { kind: 'x' },
      result: 7,
    })
  })

  it.each(['conflict', 'refused'] as const)('%s: it stays, with what was said', (outcome) => {
    const changes = changesBy(carrier, entry(), { id: 'a', outcome, code: 'k', detail: 'd' }, 9)
    expect(changes).toMatchObject({ state: outcome, code: 'k', detail: 'd' })
    expect(changes).not.toHaveProperty('content')
  })

  it('without a receipt, or when the server was too busy, it is tried again later', () => {
    const later = { nextTryMs: nextTry(9, 1) }
    expect(changesBy(carrier, entry(), undefined, 9)).toMatchObject(later)
    expect(changesBy(carrier, entry(), { id: 'a', outcome: 'retry' }, 9)).toMatchObject(later)
    expect(changesBy(carrier, entry(), undefined, 9)).not.toHaveProperty('state')
  })
})

describe('when a record is tried', () => {
  it('waits longer each time, up to a limit', () => {
    const waits = [0, 1, 2, 3, 4, 50].map((attempts) => nextTry(0, attempts))
    expect(waits).toEqual([...waitsMs, waitsMs[4]])
  })

  it('is due when its time has come, and when the clock was set back', () => {
    expect(isDue({ nextTryMs: 10 }, 10)).toBe(true)
    expect(isDue({ nextTryMs: 11 }, 10)).toBe(false)
    expect(isDue({ nextTryMs: 10_000_000 }, 10)).toBe(true)
  })
})

describe('what the phone no longer needs', () => {
  const weekMs = 7 * 86_400_000
  const delivered = (id: string, deliveredAtMs: number) =>
    entry({ id, state: 'delivered', deliveredAtMs })

  it('is what was delivered or taken back a week ago, never what waits', () => {
    const entries = [
      delivered('old', 1),
      delivered('fresh', 2),
      entry({ id: 'withdrawn', state: 'withdrawn', madeAtMs: 1 }),
      entry({ id: 'waiting', madeAtMs: 1 }),
      entry({ id: 'refused', state: 'refused', madeAtMs: 1 }),
    ]
    expect(outlived(entries, [], weekMs + 2).entryIds).toEqual(['old', 'withdrawn'])
  })

  it('is no delivered record whose bytes have not followed yet, nor these bytes', () => {
    const entries = [delivered('a', 1), delivered('b', 1)]
    const photos = [photo(), photo({ id: 'g', entryId: 'b', refusal: 'too large' })]
    expect(outlived(entries, photos, 9 * weekMs)).toEqual({ entryIds: [], attachmentIds: [] })
  })

  it('is bytes that no record will bring: its record is gone, or goes as taken back', () => {
    const entries = [entry(), entry({ id: 'w', state: 'withdrawn', madeAtMs: 1 })]
    const photos = [photo(), photo({ id: 'g', entryId: 'w' }), photo({ id: 'h', entryId: 'gone' })]
    expect(outlived(entries, photos, 9 * weekMs)).toEqual({
      entryIds: ['w'],
      attachmentIds: ['g', 'h'],
    })
  })
})

describe('the three lists', () => {
  it('puts each record where it belongs, oldest first where it waits', () => {
    const view = viewOf(
      [
        entry({ id: 'new', madeAtMs: 5 }),
        entry({ id: 'old', madeAtMs: 1 }),
        entry({ id: 'draft', state: 'draft' }),
        entry({ id: 'done', state: 'delivered' }),
        entry({ id: 'odd', state: 'conflict', madeAtMs: 9 }),
      ],
      [],
    )
    expect(view.pending.map(({ id }) => id)).toEqual(['old', 'new', 'odd'])
    expect(view.drafts.map(({ id }) => id)).toEqual(['draft'])
    expect(view.delivered.map(({ id }) => id)).toEqual(['done'])
    expect(view).toMatchObject({ owed: 3, stopped: 1, bytes: 120 })
  })

  it('owes bytes whose record is delivered, and counts them once with one that waits', () => {
    const delivered = viewOf([entry({ state: 'delivered' })], [photo()])
    expect(delivered).toMatchObject({ owed: 1, bytes: 5 })
    expect(viewOf([entry()], [photo()])).toMatchObject({ owed: 1, bytes: 45 })
  })
})
