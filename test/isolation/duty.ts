import { monday } from '../duty.ts'
import {
  addGate,
  checkInOf,
  deploymentOf,
  deviceNow,
  eventOf,
  headcountChange,
  patrolOf,
  patrolReportOf,
  renewAssignment,
  renewCheckIn,
  renewClaim,
  renewEvent,
  renewFollowedEvent,
  renewGap,
  renewHeadcount,
  renewHelp,
  renewLeave,
  renewPatrol,
  renewPlanned,
  renewSwap,
} from './duty-rows.ts'
import type { Samples } from './sample.ts'

const setting = {
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

const post = { lies: 'school', params: { id: 'postId' } } as const
const gap = { lies: 'school', params: { id: 'gapId' } } as const
const week = { lies: 'list' } as const

export const dutySamples: Samples = {
  'GET /api/duty/settings/:areaId': {
    lies: 'county',
    inherited: true,
    params: { areaId: 'countyAreaId' },
  },
  'GET /api/duty/posts': { lies: 'list' },
  'GET /api/duty/posts/:id': post,
  'GET /api/duty/posts/:id/headcount-changes': post,
  'GET /api/duty/board': { lies: 'list', query: `day=${monday}&half=arrival` },
  'GET /api/duty/board/rows': { lies: 'list', query: ({ shiftId }) => `shiftIds=${shiftId}` },
  'GET /api/duty/board/arrivals': { lies: 'list', query: `day=${monday}&half=arrival` },
  'GET /api/duty/board/people': { lies: 'list', query: `day=${monday}&half=arrival` },
  'GET /api/duty/shifts/:id/people': { lies: 'school', params: { id: 'shiftId' } },
  'GET /api/duty/gaps': { lies: 'list' },
  'GET /api/duty/gaps/:id': gap,
  'GET /api/duty/gaps/:id/proposals': gap,
  'GET /api/duty/gaps/:id/requests': gap,
  'GET /api/duty/mine': { lies: 'list' },
  'GET /api/duty/check-ins/pending': { lies: 'list' },
  'GET /api/duty/events': { lies: 'list' },
  'GET /api/duty/incidents': { lies: 'list' },
  'GET /api/duty/deployments': { lies: 'list' },
  'GET /api/duty/patrols': { lies: 'list' },
  'GET /api/duty/leaves': { lies: 'list' },
  'GET /api/duty/leaves/effect': {
    lies: 'list',
    query: 'startsAt=2026-12-01T00:00:00Z&endsAt=2026-12-02T00:00:00Z',
  },
  'GET /api/duty/swaps': { lies: 'list' },
  'GET /api/duty/swaps/mine': { lies: 'list' },
  'GET /api/duty/swaps/people': {
    lies: 'another',
    query: ({ swapAssignmentId }) => `assignmentId=${swapAssignmentId}`,
  },
  'GET /api/duty/swaps/exchanges': {
    lies: 'another',
    query: ({ swapAssignmentId, swapPersonId }) =>
      `assignmentId=${swapAssignmentId}&personId=${swapPersonId}`,
  },
  'GET /api/duty/swaps/:id/effect': { lies: 'station', params: { id: 'swapId' } },
  'GET /api/duty/open-slots': { lies: 'list' },
  'GET /api/duty/roll-calls': { lies: 'list' },
  'GET /api/duty/roll-calls/:id': {
    lies: 'county',
    inherited: true,
    params: { id: 'rollCallId' },
  },
  'GET /api/duty/weeks/:day': week,
  'GET /api/duty/weeks/:day/export': week,
  'GET /api/duty/weeks/:day/people': week,
  'GET /api/duty/weeks/:day/publication': week,
  'GET /api/duty/forecast': { lies: 'list' },
  'GET /api/duty/shifts/:id/candidates': {
    lies: 'school',
    params: { id: 'shiftId' },
    query: 'role=police',
  },
  'GET /api/duty/photos/:id': {
    lies: 'school',
    params: { id: 'photoFileId' },
  },

  'PUT /api/duty/settings/:areaId': {
    lies: 'county',
    params: { areaId: 'countyAreaId' },
    body: () => setting,
  },
  'DELETE /api/duty/settings/:areaId': { lies: 'county', params: { areaId: 'countyAreaId' } },
  'POST /api/duty/posts': {
    lies: 'school',
    body: ({ freeGateId }, id) => ({
      id: id(),
      gateId: freeGateId,
      name: '护学岗',
      activeFrom: '2027-09-01',
    }),
    renew: async (c, place) => ({ freeGateId: await addGate(c, place) }),
  },
  'PUT /api/duty/posts/:id': {
    ...post,
    body: () => ({
      version: 1,
      name: '护学岗',
      radiusM: 60,
      mustAttendLevel: null,
      sanjian: true,
      kit: ['radio'],
      activeFrom: '2026-09-01',
      activeUntil: null,
      team: [{ role: 'police', heads: 1, must: true }],
    }),
  },
  'POST /api/duty/posts/:id/headcount-changes': { ...post, body: (_, id) => headcountChange(id()) },
  'POST /api/duty/headcount-changes/:id/withdraw': {
    lies: 'school',
    params: { id: 'headcountChangeId' },
    renew: renewHeadcount,
  },
  'POST /api/duty/shifts/materialise': {
    lies: 'list',
    body: () => ({ firstDay: monday, lastDay: monday }),
  },
  'PUT /api/duty/shifts/:id/sanjian': {
    lies: 'school',
    params: { id: 'shiftId' },
    body: () => ({ confirmed: ['police'] }),
  },

  'POST /api/duty/check-ins': {
    lies: 'school',
    body: ({ shiftId }, id) => ({ deviceNow, record: checkInOf(id(), shiftId) }),
  },
  'POST /api/duty/check-ins/batch': {
    lies: 'list',
    body: ({ shiftId }, id) => ({ deviceNow, records: [checkInOf(id(), shiftId)] }),
  },
  'POST /api/duty/check-ins/:id/decision': {
    lies: 'school',
    params: { id: 'checkInId' },
    body: () => ({ decision: 'approved' }),
    renew: renewCheckIn,
  },
  'POST /api/duty/photos': { lies: 'list', mayAnswer: ['request.malformed', 'request.invalid'] },
  'POST /api/duty/events': {
    lies: 'school',
    body: (rows, id) => ({ deviceNow, record: eventOf(id(), rows) }),
  },
  'POST /api/duty/events/:id/withdraw': {
    lies: 'another',
    params: { id: 'othersEventId' },
  },
  'GET /api/duty/mine/events': { lies: 'list' },
  'POST /api/duty/events/:id/result': {
    lies: 'school',
    params: { id: 'followedEventId' },
    body: () => ({ result: 'handled' }),
    renew: renewFollowedEvent,
  },
  'POST /api/duty/mine/events/:id/result': {
    lies: 'another',
    params: { id: 'othersEventId' },
    body: () => ({ result: 'handled' }),
  },
  'POST /api/duty/incidents/:id/close': {
    lies: 'school',
    params: { id: 'incidentId' },
    body: () => ({ outcome: '已调解' }),
    renew: renewEvent,
  },
  'POST /api/duty/deployments': {
    lies: 'list',
    body: (_, id) => ({ deviceNow, record: deploymentOf(id()) }),
  },
  'POST /api/duty/deployments/:id/withdraw': {
    lies: 'another',
    params: { id: 'othersDeploymentId' },
  },

  'POST /api/duty/patrols': {
    lies: 'school',
    body: ({ postId }, id) => patrolOf(id(), postId),
  },
  'POST /api/duty/patrols/:id/withdraw': {
    lies: 'school',
    params: { id: 'patrolId' },
    renew: renewPatrol,
  },
  'POST /api/duty/patrol-reports': {
    lies: 'school',
    body: ({ patrolId }, id) => ({ deviceNow, record: patrolReportOf(id(), patrolId) }),
  },

  'POST /api/duty/gaps/:id/requests': {
    ...gap,
    body: (_, id) => ({ id: id(), autoNext: false }),
    renew: renewGap,
  },
  'POST /api/duty/help-requests/:id/answer': {
    lies: 'another',
    params: { id: 'helpRequestId' },
    body: () => ({ answer: 'declined' }),
  },
  'POST /api/duty/help-requests/:id/withdraw': {
    lies: 'school',
    params: { id: 'helpRequestId' },
    renew: renewHelp,
  },

  'PUT /api/duty/assignments/:id': {
    lies: 'school',
    params: { id: 'assignmentId' },
    body: ({ openShiftId, personId }) => ({ shiftId: openShiftId, personId, role: 'police' }),
    renew: renewAssignment,
  },
  'POST /api/duty/assignments/:id/move': {
    lies: 'school',
    params: { id: 'assignmentId' },
    body: ({ openShiftId }, id) => ({ id: id(), shiftId: openShiftId }),
    renew: renewPlanned,
  },
  'PUT /api/duty/assignments/:id/pin': {
    lies: 'school',
    params: { id: 'assignmentId' },
    body: () => ({ pinned: true }),
    renew: renewPlanned,
  },
  'DELETE /api/duty/assignments/:id': {
    lies: 'school',
    params: { id: 'assignmentId' },
    renew: renewPlanned,
  },
  'POST /api/duty/weeks/:day/copy-last': { ...week, body: () => ({}) },
  'POST /api/duty/weeks/:day/fill': { ...week, body: () => ({}) },
  'POST /api/duty/weeks/:day/discard': { ...week, body: () => ({}) },
  'POST /api/duty/weeks/:day/publish': { ...week, body: () => ({ revision: 0 }) },

  'POST /api/duty/mine/receipts': {
    lies: 'list',
    body: ({ assignmentId }) => ({ assignmentIds: [assignmentId] }),
  },
  'POST /api/duty/leaves': {
    lies: 'list',
    body: (_, id) => ({
      id: id(),
      startsAt: '2026-12-03T06:00:00+08:00',
      endsAt: '2026-12-03T18:00:00+08:00',
    }),
  },
  'POST /api/duty/leaves/:id/decision': {
    lies: 'school',
    params: { id: 'leaveId' },
    body: () => ({ decision: 'refused' }),
    renew: renewLeave,
  },
  'POST /api/duty/leaves/:id/withdraw': { lies: 'another', params: { id: 'leaveId' } },

  'POST /api/duty/swaps': {
    lies: 'another',
    body: ({ swapAssignmentId, swapPersonId }, id) => ({
      id: id(),
      assignmentId: swapAssignmentId,
      otherPersonId: swapPersonId,
    }),
  },
  'POST /api/duty/swaps/:id/answer': {
    lies: 'another',
    params: { id: 'swapId' },
    body: () => ({ answer: 'declined' }),
  },
  'POST /api/duty/swaps/:id/withdraw': { lies: 'another', params: { id: 'swapId' } },
  'POST /api/duty/swaps/:id/decision': {
    lies: 'station',
    params: { id: 'swapId' },
    body: () => ({ decision: 'refused' }),
    renew: renewSwap,
  },

  'PUT /api/duty/claims/:id': {
    lies: 'school',
    params: { id: 'claimId' },
    body: ({ openShiftId }) => ({ shiftId: openShiftId }),
    renew: renewClaim,
  },
  'DELETE /api/duty/claims/:id': { lies: 'another', params: { id: 'claimId' } },

  'POST /api/duty/roll-calls': {
    lies: 'school',
    body: ({ shiftId }, id) => ({ id: id(), posts: { choice: 'chosen', shiftIds: [shiftId] } }),
    // Posts out of sight are as those where nobody is.
    hiddenAs: 'duty.nobodyOnPost',
  },
  'POST /api/duty/roll-calls/:id/answer': { lies: 'another', params: { id: 'rollCallId' } },
}
