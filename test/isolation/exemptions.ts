/**
 * Tables whose policy for reading, opened alone, changes nothing over HTTP: on every way to their
 * rows another protected table stands before them, so a leak takes two faults. With all others
 * open, `route` shows that this one still hides its rows. The probe of rows
 * (isolation-rows.test.ts) notices each by itself.
 */
export const behindOthers: Readonly<Record<string, Behind>> = {
  'duty.assignment': { route: 'GET /api/duty/weeks/:day', behind: 'read by the shifts shown' },
  'duty.gap': { route: 'GET /api/duty/gaps', behind: 'joined with its shift and post' },
  'duty.headcount_change': {
    route: 'GET /api/duty/posts/:id/headcount-changes',
    behind: 'the post is found first',
  },
  'duty.help_request': {
    route: 'GET /api/duty/gaps/:id/requests',
    behind: 'the gap is found first',
  },
  'duty.patrol_report': { route: 'GET /api/duty/patrols', behind: 'read by the tasks shown' },
  'duty.post': { route: 'GET /api/duty/posts', behind: 'joined with its school and gate' },
  'duty.post_event': { route: 'GET /api/duty/events', behind: 'joined with its post' },
  'duty.post_requirement': { route: 'GET /api/duty/posts', behind: 'read by the posts shown' },
  'duty.shift_state': { route: 'GET /api/duty/board', behind: 'read by the shifts shown' },
  'duty.week_plan': { route: 'GET /api/duty/weeks/:day', behind: 'read by the counties in reach' },
  'identity.person_contact': {
    route: 'GET /api/identity/people/:id',
    behind: 'the person is found first',
  },
  'identity.role_assignment': {
    route: 'GET /api/identity/accounts',
    behind: 'read by the accounts shown',
  },
  'identity.secondment': {
    route: 'GET /api/identity/secondments',
    behind: 'joined with the person',
  },
  'identity.session': {
    route: 'GET /api/identity/accounts/:id/sessions',
    behind: 'the account is found first',
  },
  'platform.remark': {
    route: 'GET /api/duty/check-ins/pending',
    behind: 'read by the records shown',
  },
  'platform.file': {
    route: 'GET /api/schools/:schoolId/written-rules',
    behind: 'the record that it belongs to is found first',
  },
  'schools.bell': {
    route: 'GET /api/schools/:schoolId/bells',
    behind: 'the school is found first',
  },
  'schools.calendar_day': {
    route: 'GET /api/schools/:schoolId/bell-times',
    behind: 'read by the areas above the school, which is found first',
  },
  'schools.campus': {
    route: 'GET /api/schools/:schoolId/campuses',
    behind: 'the school is found first',
  },
  'schools.change_entry': {
    route: 'GET /api/schools/:schoolId/history',
    behind: 'the school is found first',
  },
  'schools.contact_entry': {
    route: 'GET /api/schools/:schoolId/contacts',
    behind: 'the school is found first',
  },
  'schools.gate': {
    route: 'GET /api/schools/:schoolId/gates',
    behind: 'the school is found first',
  },
  'schools.gear_entry': {
    route: 'GET /api/schools/:schoolId/gear/entries',
    behind: 'the school is found first',
  },
  'schools.linked_officer': {
    route: 'GET /api/schools/:schoolId/officers',
    behind: 'the school is found first',
  },
  'schools.police_room_entry': {
    route: 'GET /api/schools/police-rooms/:roomId/entries',
    behind: 'the room is found first',
  },
  'schools.staff': {
    route: 'GET /api/schools/:schoolId/staff',
    behind: 'the school is found first',
  },
  'schools.written_rule': {
    route: 'GET /api/schools/:schoolId/written-rules',
    behind: 'the school is found first',
  },
}

interface Behind {
  /** Where its rows would be seen. */
  readonly route: string
  /** Why opening it alone shows nothing. */
  readonly behind: string
}

/**
 * Tables that no route reads beyond the scope even with every policy open, because each query
 * names its own rows. Only the probe of rows can notice their policies.
 */
export const withinFilters: Readonly<Record<string, string>> = {
  'duty.notice': 'only those of the acting person are asked for',
  'duty.past_row': 'only versions below the area asked about, which lies in the scope',
  'duty.setting': 'only those at, above and below the acting area are asked for',
  'duty.shift_horizon': 'read where shifts are made, by no route that tells it',
  'identity.audit_entry': 'only those of the counties in the scope are asked for',
  'schools.calendar_horizon':
    'the nearest at or above each school decides, others that were read are not told',
  'schools.import_change': 'read where an import is undone, by no route that tells it',
  'schools.past_row': 'only versions below the area asked about, which lies in the scope',
  'statistics.day_rollup': 'only sums below the area asked about, which lies in the scope',
  'statistics.day_total': 'only sums below the area asked about, which lies in the scope',
  'statistics.place_days': 'only marks below the area asked about, which lies in the scope',
  'statistics.rolled_day': 'read where days are summed, by no route',
}
