import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

/** 对讲机点名: posts that are on now are called; who does not answer in time is on record. */
export const rollCallAnswers = ['called', 'answered', 'noAnswer'] as const
export const RollCallAnswerState = z.enum(rollCallAnswers)

export const RollCallAnswer = z.object({
  shiftId: Id,
  postName: z.string(),
  personId: Id,
  personName: z.string(),
  state: RollCallAnswerState,
  answeredAt: Instant.nullable(),
})
export type RollCallAnswer = z.infer<typeof RollCallAnswer>

export const RollCall = z.object({
  id: Id,
  calledAt: Instant,
  answerWindowS: z.number().int(),
  dueAt: Instant,
  choice: z.enum(['random', 'chosen']),
  state: z.enum(['open', 'closed']),
  called: z.number().int(),
  answered: z.number().int(),
})
export type RollCall = z.infer<typeof RollCall>

const idParams = z.object({ id: Id })

export const callRoll = endpoint({
  method: 'POST',
  path: '/api/duty/roll-calls',
  access: 'duty.rollCall.call',
  summary: 'Calls random or chosen posts that are on now',
  body: z.object({
    id: Id,
    answerWindowS: z.number().int().min(30).max(1800).default(180),
    posts: z.union([
      z.object({ choice: z.literal('random'), count: z.number().int().min(1).max(200) }),
      z.object({ choice: z.literal('chosen'), shiftIds: z.array(Id).min(1).max(200) }),
    ]),
  }),
  reply: RollCall.extend({ answers: z.array(RollCallAnswer) }),
})

export const listRollCalls = endpoint({
  method: 'GET',
  path: '/api/duty/roll-calls',
  access: 'duty.rollCall.call',
  summary: 'Roll-calls, newest first',
  query: PageQuery,
  reply: pageOf(RollCall),
})

export const readRollCall = endpoint({
  method: 'GET',
  path: '/api/duty/roll-calls/:id',
  access: 'duty.rollCall.call',
  summary: 'One roll-call with its answers',
  params: idParams,
  reply: RollCall.extend({ answers: z.array(RollCallAnswer) }),
})

export const answerRoll = endpoint({
  method: 'POST',
  path: '/api/duty/roll-calls/:id/answer',
  access: 'duty.checkIn.record',
  summary: 'The person called answers within the window',
  params: idParams,
  reply: z.object({ id: Id, state: RollCallAnswerState, answeredAt: Instant }),
})

/** Live topic of roll-calls; the keys are roll-call ids. */
export const rollCallTopic = 'duty.roll-call'
