import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { PersonCard } from './person-card.ts'
import { SchoolKey } from './school.ts'

export const subjectKinds = [
  'school',
  'campus',
  'gate',
  'bells',
  'calendarDay',
  'calendarHorizon',
  'term',
  'linkedOfficer',
  'contact',
  'policeRoom',
  'roomEntry',
  'staff',
  'writtenRule',
  'gear',
] as const
export const SubjectKind = z.enum(subjectKinds)
export type SubjectKind = z.infer<typeof SubjectKind>

export const changeKinds = ['created', 'updated', 'approved', 'ended', 'removed'] as const
export const ChangeKind = z.enum(changeKinds)
export type ChangeKind = z.infer<typeof ChangeKind>

const Values = z.record(z.string(), z.unknown())

export const HistoryEntry = z.object({
  id: Id,
  at: Instant,
  subjectKind: SubjectKind,
  subjectId: Id,
  change: ChangeKind,
  /** Null for what the product did by itself. */
  person: PersonCard.nullable(),
  /** Names of the changed fields; values that may be erased are named here and not shown. */
  fields: z.array(z.string()),
  before: Values.nullable(),
  after: Values.nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const listHistory = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/history',
  access: 'schools.history.read',
  summary: 'Who changed what about a school, newest first',
  params: SchoolKey,
  query: PageQuery.extend({ subjectKind: SubjectKind.optional() }),
  reply: pageOf(HistoryEntry),
})
