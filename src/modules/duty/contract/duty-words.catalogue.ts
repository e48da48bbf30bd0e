import type { Said } from '../../../platform/contract/said.ts'
import type { ConflictKind } from './plan.ts'

type Words = Readonly<Record<string, Said>>

// Words for codes of duty in refusals and in tables that leave the product; its screens have
// locales of their own.

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

export const conflictWords = {
  leave: { zh: '请假', en: 'on leave' },
  overlap: { zh: '时间重叠', en: 'overlaps another shift' },
  travel: { zh: '来不及赶到', en: 'cannot arrive in time' },
  weekCap: { zh: '本周班次已满', en: "at the week's limit" },
  skill: { zh: '缺少技能', en: 'lacks a skill' },
  jurisdiction: { zh: '不在辖区', en: 'outside the area' },
  role: { zh: '角色不符', en: 'another role is needed' },
  inactive: { zh: '已停用', en: 'no longer active' },
  cancelled: { zh: '岗次取消', en: 'the shift is cancelled' },
  leaveRequested: { zh: '已申请请假', en: 'asked for leave' },
  otherStation: { zh: '外所', en: 'of another station' },
  overNeed: { zh: '超过应派', en: 'more than the post asks for' },
  twoGates: { zh: '连守两门', en: 'two gates in a row' },
} as const satisfies Record<ConflictKind, Said>

export const exclusionWords = {
  notSeconded: { zh: '不在本区县的借调名单内', en: 'not lent to this county' },
  alreadyThere: { zh: '已经在岗', en: 'there already' },
  plannedHere: { zh: '本班已派', en: 'planned for this shift' },
  alreadyAsked: { zh: '已经请过', en: 'asked before' },
  onLeave: { zh: '请假', en: 'on leave' },
  servesElsewhere: { zh: '在外勤务', en: 'serving elsewhere' },
  lacksSkill: { zh: '缺少技能', en: 'lacks a skill' },
  atTheLimit: { zh: '班次已满', en: 'at the limit of shifts' },
} as const satisfies Words
