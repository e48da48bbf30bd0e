/**
 * What each protected table promises, said a second time on purpose: the probe compares the
 * database with this list, not with itself. A table that is not listed is `own`.
 *   own        rows in or below the scope
 *   inherited  also rows of areas above, for reading
 *   person     also rows about the acting person wherever they lie, for reading
 */
export type RowMode = 'own' | 'inherited' | 'person'

const inherited = [
  'identity.agency',
  'identity.area',
  'schools.calendar_day',
  'schools.calendar_horizon',
  'schools.term',
  'duty.setting',
  'duty.week_plan',
  'duty.roll_call',
  'duty.shift_horizon',
]

const person = [
  'identity.person',
  'identity.secondment',
  'identity.account',
  'identity.role_assignment',
  'identity.session',
  'schools.linked_officer',
  'schools.contact_entry',
  'schools.police_room_entry',
  'schools.staff',
  'duty.assignment',
  'duty.leave',
  'duty.check_in',
  'duty.help_request',
  'duty.roll_call_answer',
  'duty.post_event',
  'duty.deployment',
  'duty.notice',
  'duty.patrol',
  'duty.patrol_report',
  'platform.remark',
]

export function modeOf(table: string): RowMode {
  if (inherited.includes(table)) return 'inherited'
  return person.includes(table) ? 'person' : 'own'
}

/** Values that a policy asks for beside place and class. */
export const wantedValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Only areas of schools can be deleted.
  'identity.area': { level: 'school' },
  // A bit for each day of a year.
  'statistics.place_days': { days: '0'.repeat(366) },
}
