const policeLeaders = ['countyCommander', 'stationOfficer', 'supervisor'] as const
/** Who is told to come, volunteers apart. */
const onTheSpot = [
  'countyCommander',
  'stationOfficer',
  'auxiliary',
  'supervisor',
  'schoolCadre',
  'guard',
  'dutyTeacher',
] as const
const atTheGate = [...onTheSpot, 'volunteer'] as const

/** Who may do what in duty. Where rows are told apart further, the handler says why. */
export const permissions = {
  'duty.board.read': [...policeLeaders, 'cityBureau', 'educationOfficer', 'schoolCadre'],
  'duty.post.read': [...policeLeaders, 'cityBureau', 'educationOfficer', 'schoolCadre'],
  'duty.post.edit': ['countyCommander', 'stationOfficer'],
  'duty.setting.edit': ['countyCommander'],
  'duty.plan.read': [...policeLeaders, 'cityBureau', 'educationOfficer', 'schoolCadre'],
  'duty.plan.edit': ['countyCommander', 'stationOfficer', 'schoolCadre'],
  'duty.plan.publish': ['countyCommander'],
  // The city's command is told of posts that it has listed (三见必到).
  'duty.mine.read': [...atTheGate, 'cityBureau'],
  'duty.checkIn.record': atTheGate,
  'duty.checkIn.confirm': [...policeLeaders, 'schoolCadre'],
  'duty.checkIn.approve': [...policeLeaders, 'schoolCadre'],
  'duty.sanjian.confirm': ['schoolCadre', 'dutyTeacher'],
  'duty.gap.handle': ['countyCommander', 'stationOfficer'],
  'duty.rollCall.call': policeLeaders,
  'duty.event.record': onTheSpot,
  'duty.event.read': [...policeLeaders, 'cityBureau', 'educationOfficer', 'schoolCadre'],
  'duty.event.settle': [...policeLeaders, 'schoolCadre'],
  'duty.incident.close': ['countyCommander', 'stationOfficer', 'schoolCadre'],
  'duty.deployment.record': ['countyCommander', 'stationOfficer', 'auxiliary'],
  'duty.patrol.give': ['countyCommander', 'stationOfficer'],
  'duty.patrol.report': onTheSpot,
  'duty.leave.request': atTheGate,
  'duty.leave.decide': ['countyCommander', 'stationOfficer', 'schoolCadre'],
  'duty.swap.propose': onTheSpot,
  'duty.swap.decide': ['countyCommander', 'stationOfficer', 'schoolCadre'],
  'duty.slot.claim': ['volunteer'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type DutyPermission = keyof typeof permissions
