import type { z } from 'zod'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { GateBells } from '../../contract/bell.ts'
import type { Gate } from '../../contract/gate.ts'
import type { LinkedOfficer } from '../../contract/linked-officer.ts'
import type { GearStock, WrittenRule, WrittenRuleKind } from '../../contract/upkeep.ts'

/** Something that a school's record needs before its gates can be kept. */
export interface Lack {
  readonly kind:
    | 'noGate'
    | 'noBell'
    | 'noPosition'
    | 'noOfficer'
    | 'ruleMissing'
    | 'ruleExpired'
    | 'ruleExpiring'
    | 'setsMissing'
  readonly tone: Tone
  /** Who owes the next step. */
  readonly owner: 'school' | 'police'
  readonly rule?: z.infer<typeof WrittenRuleKind>
  readonly count?: number
}

export interface Known {
  readonly gates: readonly Gate[]
  readonly bells: readonly GateBells[]
  readonly officers: readonly LinkedOfficer[]
  readonly rules: readonly WrittenRule[]
  readonly gear: GearStock
}

const order: readonly Tone[] = ['gap', 'warn', 'unknown', 'wait']

/** What is missing, worst first. */
export function lacksOf({ gates, bells, officers, rules, gear }: Known): Lack[] {
  const open = gates.filter(({ opened }) => opened)
  const lacks: Lack[] = []
  if (open.length === 0) lacks.push({ kind: 'noGate', tone: 'gap', owner: 'police' })
  else if (bells.every(({ reason }) => reason === 'noBell')) {
    lacks.push({ kind: 'noBell', tone: 'gap', owner: 'school' })
  }
  if (open.some(({ position }) => position === null)) {
    lacks.push({ kind: 'noPosition', tone: 'warn', owner: 'police' })
  }
  if (!officers.some(({ kind, state }) => kind === 'linked' && state === 'approved')) {
    lacks.push({ kind: 'noOfficer', tone: 'warn', owner: 'police' })
  }
  for (const { kind, state } of rules) {
    if (state === 'inForce') continue
    const shown = {
      missing: 'ruleMissing',
      expired: 'ruleExpired',
      expiring: 'ruleExpiring',
    } as const
    lacks.push({
      kind: shown[state],
      tone: state === 'expired' ? 'gap' : 'warn',
      owner: 'school',
      rule: kind,
    })
  }
  if (gear.setsMissing > 0) {
    lacks.push({ kind: 'setsMissing', tone: 'warn', owner: 'school', count: gear.setsMissing })
  }
  return lacks.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone))
}
