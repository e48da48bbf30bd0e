import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/id.ts'

const minutes = (max: number, min = 0) => z.number().int().min(min).max(max)

/** What an area decides about its duty; the nearest area above a post wins as a whole. */
export const DutySetting = z.object({
  arrivalLeadMin: minutes(120),
  arrivalLagMin: minutes(120),
  dismissalLeadMin: minutes(120),
  dismissalLagMin: minutes(120),
  /** From how long before the bell a post is judged (空岗, 缺员). */
  gapWatchMin: minutes(60, 1),
  helpAnswerS: z.number().int().min(15).max(600),
  helpAutoNext: z.boolean(),
  positionKeepDays: z.number().int().min(1).max(30),
  maxDutiesPerWeek: z.number().int().min(1).max(21),
  travelKmh: z.number().min(3).max(120),
  detourFactor: z.number().min(1).max(3),
  /** Shifts that one volunteer may claim in a term; null: as many as they like. */
  volunteerClaimsPerTermMax: z.number().int().min(1).max(200).nullable(),
})
export type DutySetting = z.infer<typeof DutySetting>

export const settingDefaults: DutySetting = {
  arrivalLeadMin: 20,
  arrivalLagMin: 15,
  dismissalLeadMin: 15,
  dismissalLagMin: 30,
  gapWatchMin: 15,
  helpAnswerS: 60,
  helpAutoNext: true,
  positionKeepDays: 30,
  maxDutiesPerWeek: 10,
  travelKmh: 30,
  detourFactor: 1.3,
  volunteerClaimsPerTermMax: null,
}

export const EffectiveSetting = z.object({
  areaId: Id,
  setting: DutySetting,
  /** The area whose row decided; null when the defaults did. */
  decidedByAreaId: Id.nullable(),
  /** What holds here without a row of the area's own; without a name the defaults do. */
  inherited: z.object({ setting: DutySetting, fromName: z.string().nullable() }),
})
export type EffectiveSetting = z.infer<typeof EffectiveSetting>

export const readSetting = endpoint({
  method: 'GET',
  path: '/api/duty/settings/:areaId',
  access: 'duty.post.read',
  summary: 'The duty settings in force at an area, and the area that decided them',
  params: z.object({ areaId: Id }),
  reply: EffectiveSetting,
})

export const writeSetting = endpoint({
  method: 'PUT',
  path: '/api/duty/settings/:areaId',
  access: 'duty.setting.edit',
  summary: 'Sets the duty settings of an area; shifts ahead are moved accordingly',
  params: z.object({ areaId: Id }),
  body: DutySetting,
  reply: EffectiveSetting.extend({ shiftsMoved: z.number().int() }),
})

export const clearSetting = endpoint({
  method: 'DELETE',
  path: '/api/duty/settings/:areaId',
  access: 'duty.setting.edit',
  summary:
    'Takes the own settings of an area away; those inherited hold again, shifts ahead follow',
  params: z.object({ areaId: Id }),
  reply: EffectiveSetting.extend({ shiftsMoved: z.number().int() }),
})
