import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { SchoolKey } from './school.ts'

/** The four written rules that a school must have (门卫、值班、巡逻、隐患排查). */
export const writtenRuleKinds = ['gatekeeping', 'duty', 'patrol', 'hazardCheck'] as const
export const WrittenRuleKind = z.enum(writtenRuleKinds)
export type WrittenRuleKind = z.infer<typeof WrittenRuleKind>

export const ruleStates = ['inForce', 'expiring', 'expired', 'missing'] as const
/** Said to be expiring this many days ahead. */
export const ruleExpiryNoticeDays = 30

export const WrittenRule = z.object({
  kind: WrittenRuleKind,
  /** Null while the school has none. */
  id: Id.nullable(),
  adoptedOn: Day.nullable(),
  expiresOn: Day.nullable(),
  file: z.object({ id: Id, name: z.string(), mediaType: z.string() }).nullable(),
  state: z.enum(ruleStates),
  version: z.number().int(),
})
export type WrittenRule = z.infer<typeof WrittenRule>

export const listWrittenRules = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/written-rules',
  access: 'schools.read',
  summary: 'The four written rules of a school and their expiry',
  params: SchoolKey,
  reply: z.array(WrittenRule),
})

const RuleKey = SchoolKey.extend({ kind: WrittenRuleKind })

export const saveWrittenRule = endpoint({
  method: 'PUT',
  path: '/api/schools/:schoolId/written-rules/:kind',
  access: 'schools.upkeep.edit',
  summary: 'Enter or renew one of the four written rules',
  params: RuleKey,
  body: z
    .object({
      /** 0 when the school has had none. */
      version: z.number().int().min(0),
      adoptedOn: Day,
      expiresOn: Day.nullable(),
    })
    .refine(({ adoptedOn, expiresOn }) => !expiresOn || expiresOn >= adoptedOn, {
      message: 'endsBeforeStart',
      path: ['expiresOn'],
    }),
  reply: WrittenRule,
})

/** Largest paper of a written rule, as the store of files takes it. */
export const ruleFileMaxBytes = 20 * 1024 * 1024

export const uploadWrittenRule = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/written-rules/:kind/file',
  access: 'schools.upkeep.edit',
  summary: 'Attach the signed paper (multipart field `file`: PDF or picture)',
  params: RuleKey,
  query: z.object({ fileId: Id, version: z.coerce.number().int().min(1) }),
  bodyLimit: ruleFileMaxBytes + 64 * 1024,
  reply: WrittenRule,
})

export const downloadWrittenRule = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/written-rules/:kind/file',
  access: 'schools.read',
  summary: 'The signed paper of a written rule',
  params: RuleKey,
  media: 'application/octet-stream',
})

export const gears = [
  'helmet',
  'shield',
  'stabVest',
  'cutGloves',
  'baton',
  'torch',
  'spray',
  'fork',
  'reflectiveVest',
  'whistle',
  'other',
] as const
export const Gear = z.enum(gears)
export type Gear = z.infer<typeof Gear>

/** One set for each guard (防护八件套 without the forks, of which each guard room has two). */
export const coreSet = [
  'helmet',
  'shield',
  'stabVest',
  'cutGloves',
  'baton',
  'torch',
  'spray',
] as const satisfies readonly Gear[]

export const gearMovements = ['in', 'out', 'expired', 'lost'] as const
export const GearMovement = z.enum(gearMovements)

export const GearEntryFields = z
  .object({
    id: Id,
    gear: Gear,
    movement: GearMovement,
    quantity: z.number().int().min(1).max(10_000),
    onDay: Day,
    /** Of what came in: until when it may be used. */
    expiresOn: Day.nullable(),
    note: z.string().trim().max(200),
  })
  .partial({ expiresOn: true, note: true })
  .refine(({ movement, expiresOn }) => movement === 'in' || !expiresOn, {
    message: 'onlyIncomingExpires',
    path: ['expiresOn'],
  })
export type GearEntryFields = z.infer<typeof GearEntryFields>

export const GearEntry = z.object({
  id: Id,
  schoolId: Id,
  gear: Gear,
  movement: GearMovement,
  quantity: z.number().int(),
  onDay: Day,
  expiresOn: Day.nullable(),
  note: z.string(),
})
export type GearEntry = z.infer<typeof GearEntry>

export const GearStock = z.object({
  stock: z.array(
    z.object({
      gear: Gear,
      inStock: z.number().int(),
      cameIn: z.number().int(),
      wentOut: z.number().int(),
      expired: z.number().int(),
      lost: z.number().int(),
      /** Came in, past its day and not yet written off. */
      overdue: z.number().int(),
      nextExpiry: Day.nullable(),
    }),
  ),
  guards: z.number().int(),
  /** Whole core sets in stock: the scarcest piece decides. */
  coreSets: z.number().int(),
  setsMissing: z.number().int(),
})
export type GearStock = z.infer<typeof GearStock>

export const getGearStock = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/gear',
  access: 'schools.read',
  summary: 'Protective gear in stock and whole sets for each guard',
  params: SchoolKey,
  reply: GearStock,
})

export const listGearEntries = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/gear/entries',
  access: 'schools.read',
  summary: 'Ledger of protective gear, newest first',
  params: SchoolKey,
  query: PageQuery.extend({ gear: Gear.optional() }),
  reply: pageOf(GearEntry),
})

export const addGearEntry = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/gear/entries',
  access: 'schools.upkeep.edit',
  summary: 'Enter gear that came in, went out, expired or was lost',
  params: SchoolKey,
  body: GearEntryFields,
  reply: GearEntry,
})
