import type { z } from 'zod'
import { type DutyRole, isPoliceSide } from '../../contract/duty-role.ts'
import type { EventResult } from '../../contract/event.ts'
import {
  type EventKind,
  type EventRecord,
  eventKinds,
  type LegalGround,
} from '../../contract/event.ts'

export interface EventForm {
  readonly event: z.infer<typeof EventKind>
  readonly heads: number
  readonly legalGround: z.infer<typeof LegalGround>
  readonly result: z.infer<typeof EventResult> | undefined
  readonly note: string
  readonly consent: boolean
}

export const emptyForm = (event: EventForm['event']): EventForm => ({
  event,
  heads: 1,
  legalGround: 'policeLaw9',
  result: undefined,
  note: '',
  consent: false,
})

/** Checking people is the police's alone, by law. */
export const kindsOf = (role: DutyRole | 'none'): readonly EventForm['event'][] =>
  eventKinds.filter((kind) => kind !== 'check' || (role !== 'none' && isPoliceSide(role)))

/** A check is a count without a text; a deed is told only if the person concerned agreed. */
export const mayHaveNote = ({ event, consent }: Pick<EventForm, 'event' | 'consent'>): boolean =>
  event !== 'check' && (event !== 'deed' || consent)

export const mayHaveResult = ({ event }: Pick<EventForm, 'event'>): boolean =>
  event === 'incident' || event === 'check' || event === 'request'

/** Where and when it happened; a draft that is taken up again keeps both. */
export interface EventPlace {
  readonly postId: string
  readonly shiftId: string | undefined
  /** In words. */
  readonly place: string
  /** By the phone's clock; null: now. */
  readonly at: string | null
}

interface Circumstances {
  readonly id: string
  readonly postId: string
  readonly shiftId?: string | undefined
  readonly at: string
  readonly offline: boolean
}

export const placeOfDraft = (
  { postId, shiftId, at }: Pick<EventRecord, 'postId' | 'shiftId' | 'at'>,
  place: string,
): EventPlace => ({ postId, shiftId, place, at })

export function recordOf(form: EventForm, circumstances: Circumstances): EventRecord {
  const { event, heads, legalGround, result, note, consent } = form
  return {
    kind: 'event',
    ...circumstances,
    event,
    heads,
    note: mayHaveNote(form) ? note.trim() : '',
    consent: event === 'deed' && consent,
    ...(event === 'check' ? { legalGround } : {}),
    ...(mayHaveResult(form) && result ? { result } : {}),
  }
}

export const formOf = (record: EventRecord): EventForm => ({
  ...emptyForm(record.event),
  heads: record.heads,
  result: record.result,
  note: record.note,
  consent: record.consent,
  ...(record.legalGround ? { legalGround: record.legalGround } : {}),
})
