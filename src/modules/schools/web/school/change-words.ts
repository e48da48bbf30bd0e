import type { Position } from '../../../../platform/contract/id.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { Timetable } from '../../contract/bell.ts'
import { calendarDayKinds } from '../../contract/calendar.ts'
import { gateUses } from '../../contract/gate.ts'
import type { SubjectKind } from '../../contract/history.ts'
import { contactWays, linkKinds, linkStates } from '../../contract/linked-officer.ts'
import { roomEntryKinds, roomKinds } from '../../contract/police-room.ts'
import { ownerships, schoolKinds, schoolStages, schoolStates } from '../../contract/school.ts'
import { endReasons, guardSources, staffKinds } from '../../contract/staff.ts'
import { gearMovements, gears, writtenRuleKinds } from '../../contract/upkeep.ts'
import zh from '../locales/zh-CN.json'
import type { SchoolsTranslate } from '../text.ts'

type Word = (value: string, t: SchoolsTranslate) => string

/** A code by its word; what is no code of the list is said as it is. */
const oneOf =
  <C extends string>(codes: readonly C[], word: (code: C, t: SchoolsTranslate) => string): Word =>
  (value, t) => {
    const code = codes.find((one) => one === value)
    return code ? word(code, t) : value
  }

const instant: Word = (value) => shown(value, 'dayTime')

/** How values are said where they are codes or instants, by what has changed and its field. */
const words: Readonly<Record<string, Word>> = {
  'school.kind': oneOf(schoolKinds, (code, t) => t(`kind.${code}`)),
  'school.stages': oneOf(schoolStages, (code, t) => t(`stage.${code}`)),
  'school.ownership': oneOf(ownerships, (code, t) => t(`ownership.${code}`)),
  'school.state': oneOf(schoolStates, (code, t) => t(`state.${code}`)),
  'gate.use': oneOf(gateUses, (code, t) => t(`gate.useOf.${code}`)),
  'gate.key': (_, t) => t('gate.renewed'),
  'calendarDay.kind': oneOf(calendarDayKinds, (code, t) => t(`calendar.kindOf.${code}`)),
  'linkedOfficer.kind': oneOf(linkKinds, (code, t) => t(`officer.kindOf.${code}`)),
  'linkedOfficer.state': oneOf(linkStates, (code, t) => t(`officer.stateOf.${code}`)),
  'contact.at': instant,
  'contact.way': oneOf(contactWays, (code, t) => t(`contact.wayOf.${code}`)),
  'policeRoom.kind': oneOf(roomKinds, (code, t) => t(`room.kindOf.${code}`)),
  'roomEntry.kind': oneOf(roomEntryKinds, (code, t) => t(`room.entryOf.${code}`)),
  'roomEntry.at': instant,
  'staff.kind': oneOf(staffKinds, (code, t) => t(`staff.kindOf.${code}`)),
  'staff.source': oneOf(guardSources, (code, t) => t(`staff.sourceOf.${code}`)),
  'staff.endReason': oneOf(endReasons, (code, t) => t(`staff.reasonOf.${code}`)),
  'writtenRule.kind': oneOf(writtenRuleKinds, (code, t) => t(`rule.kindOf.${code}`)),
  'gear.gear': oneOf(gears, (code, t) => t(`gear.gearOf.${code}`)),
  'gear.movement': oneOf(gearMovements, (code, t) => t(`gear.movementOf.${code}`)),
}

const named = Object.keys(zh.history.fieldOf) as (keyof typeof zh.history.fieldOf)[]

/** What a field of the record of changes is called. */
export function fieldWord(field: string, t: SchoolsTranslate): string {
  const known = named.find((name) => name === field)
  return known ? t(`history.fieldOf.${known}`) : field
}

const isReference = (field: string): boolean => /.Id$/.test(field)

const valueLengthMax = 60

/**
 * One value of a change. Undefined stands for what may be erased and is only named. Another record
 * is only named too: its number tells nobody anything.
 */
export function valueWord(
  [subject, field]: readonly [SubjectKind, string],
  value: unknown,
  t: SchoolsTranslate,
): string {
  if (value === undefined) return t('history.hidden')
  if (value === null || value === '') return t('value.none')
  if (isReference(field)) return t('history.other')
  if (field === 'bells') return (value as BellValue[]).map((bell) => bellWord(bell, t)).join('; ')
  const text = textOf(value, words[`${subject}.${field}`], t)
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text
}

function textOf(value: unknown, word: Word | undefined, t: SchoolsTranslate): string {
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (Array.isArray(value)) {
    return value.map((one) => textOf(one, word, t)).join('・') || t('value.none')
  }
  if (isPosition(value)) return `${value.lon}, ${value.lat}`
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return word ? word(text, t) : text
}

const isPosition = (value: unknown): value is Position =>
  typeof value === 'object' && value !== null && 'lon' in value && 'lat' in value

type BellValue = Timetable['bells'][number]

function bellWord(bell: BellValue, t: SchoolsTranslate): string {
  const weekday = (day: number) => t(`bell.weekday.${day}` as 'bell.weekday.1')
  return [
    bell.gradeBand,
    t('bell.days', { list: bell.weekdays.map(weekday).join('') }),
    [bell.arrival, bell.dismissal].filter(Boolean).join('–'),
  ]
    .filter(Boolean)
    .join(' ')
}
