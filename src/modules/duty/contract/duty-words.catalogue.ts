import type { Said } from '../../../platform/contract/said.ts'

type Words = Readonly<Record<string, Said>>

// Words for codes of duty in tables that leave the product; its screens have locales of their own.

export const halfWords = {
  arrival: { zh: '上学', en: 'Arrival' },
  dismissal: { zh: '放学', en: 'Dismissal' },
} as const satisfies Words

export const dutyRoleWords = {
  police: { zh: '民警', en: 'Police' },
  auxiliary: { zh: '辅警', en: 'Auxiliary' },
  cadre: { zh: '干部', en: 'Cadre' },
  guard: { zh: '保安', en: 'Guard' },
  staff: { zh: '教师', en: 'Staff' },
  volunteer: { zh: '群防', en: 'Volunteer' },
} as const satisfies Words

export const checkInMethodWords = {
  position: { zh: '位置', en: 'Position' },
  gateCode: { zh: '校门码', en: 'Gate code' },
  supervisor: { zh: '带班确认', en: 'Leader' },
  reason: { zh: '说明原因', en: 'Reason given' },
  automatic: { zh: '自动签退', en: 'Automatic' },
} as const satisfies Words

export const verdictWords = {
  inside: { zh: '范围内', en: 'inside' },
  uncertain: { zh: '不确定', en: 'uncertain' },
  outside: { zh: '范围外', en: 'outside' },
} as const satisfies Words
