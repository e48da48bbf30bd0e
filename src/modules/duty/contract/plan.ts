import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { xlsxMedia } from '../../../platform/contract/media.ts'
import { PageQuery } from '../../../platform/contract/page.ts'
import { AssignableRole, DutyRole, RoleCounts } from './duty-role.ts'
import { MustAttendLevel, Station } from './post.ts'
import { Half } from './shift.ts'

/**
 * Why a person should not serve a shift. Hard ones are refused with their name; soft ones are
 * shown as what the choice costs.
 */
export const hardConflicts = [
  'leave',
  'overlap',
  'travel',
  'weekCap',
  'skill',
  'jurisdiction',
  'role',
  'inactive',
  'cancelled',
] as const
export const softConflicts = ['leaveRequested', 'otherStation', 'overNeed', 'twoGates'] as const
export const ConflictKind = z.enum([...hardConflicts, ...softConflicts])
export type ConflictKind = z.infer<typeof ConflictKind>

export const Conflict = z.object({
  kind: ConflictKind,
  hard: z.boolean(),
  /** The other shift or the leave that stands against it. */
  againstId: Id.nullable(),
})
export type Conflict = z.infer<typeof Conflict>

export const assignmentStates = ['planned', 'published', 'claimed', 'withdrawn'] as const
export const AssignmentState = z.enum(assignmentStates)
/** What may be done to an assignment, by its state. */
export const assignmentCan = {
  withdraw: ['planned', 'published'],
  pin: ['planned', 'published'],
} as const

export const GridAssignment = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  role: DutyRole,
  state: z.enum(['planned', 'published', 'claimed']),
  pinned: z.boolean(),
  receiptAt: Instant.nullable(),
  conflicts: z.array(Conflict),
})
export type GridAssignment = z.infer<typeof GridAssignment>

/** What a shift will lack by what is planned: a must role has nobody, or a role too few. */
export const forecastKinds = ['unmanned', 'short'] as const
export const ForecastKind = z.enum(forecastKinds)

export const GridShift = z.object({
  id: Id,
  day: Day,
  half: Half,
  bellAt: Instant,
  startsAt: Instant,
  endsAt: Instant,
  cancelled: z.boolean(),
  need: RoleCounts,
  assigned: RoleCounts,
  mustRoles: z.array(DutyRole),
  /** As the figures count it: over all roles, leave deducted. */
  kind: ForecastKind.nullable(),
  /** Told places taken away that nobody was told of yet. */
  removals: z.number().int(),
  assignments: z.array(GridAssignment),
})
export type GridShift = z.infer<typeof GridShift>

export const GridPost = z.object({
  postId: Id,
  postName: z.string(),
  schoolId: Id,
  schoolName: z.string(),
  stationAreaId: Id,
  stationName: z.string(),
  /** 三见必到: the level that insists on police here. */
  mustAttendLevel: MustAttendLevel.nullable(),
  shifts: z.array(GridShift),
})
export type GridPost = z.infer<typeof GridPost>

export const planStates = ['draft', 'published'] as const
/** The plan of one county's week; `draft` while something is not yet told to the people. */
export const WeekPlan = z.object({
  /** Null until it was published once. */
  id: Id.nullable(),
  countyId: Id,
  weekStartsOn: Day,
  /** How often it was published. */
  revision: z.number().int(),
  state: z.enum(planStates),
  publishedAt: Instant.nullable(),
})
export type WeekPlan = z.infer<typeof WeekPlan>

export const WeekFigures = z.object({
  shifts: z.number().int(),
  /** Shifts where every role but volunteers is filled. */
  filled: z.number().int(),
  /** Shifts where a must role has nobody. */
  unmanned: z.number().int(),
  short: z.number().int(),
  /** Assignments that approved leave or another shift of the person stands against. */
  conflicts: z.number().int(),
  /** Assignments not yet told, and withdrawals of told ones. */
  changes: z.number().int(),
})
export type WeekFigures = z.infer<typeof WeekFigures>

const weekParams = z.object({ day: Day })

export const readWeek = endpoint({
  method: 'GET',
  path: '/api/duty/weeks/:day',
  access: 'duty.plan.read',
  summary: "The week's grid of posts × half-days, paged by post; `day` is any day of the week",
  params: weekParams,
  query: PageQuery.extend({ stationAreaId: Id.optional() }),
  reply: z.object({
    weekStartsOn: Day,
    plans: z.array(WeekPlan),
    figures: WeekFigures,
    /** All that have shifts in the week, whichever is asked for. */
    stations: z.array(Station),
    rows: z.array(GridPost),
    next: z.string().optional(),
    total: z.number().int(),
  }),
})

export const exportWeek = endpoint({
  method: 'GET',
  path: '/api/duty/weeks/:day/export',
  access: 'duty.plan.read',
  stepUp: true,
  summary: "The week's shifts with who serves them, as a table",
  params: weekParams,
  query: z.object({ stationAreaId: Id.optional() }),
  media: xlsxMedia,
})

/** People for the planner's menus, with what stands against them in general. */
export const PlannerPerson = z.object({
  personId: Id,
  personName: z.string(),
  agencyName: z.string(),
  role: AssignableRole,
  duties: z.number().int(),
  dutiesMax: z.number().int(),
  seconded: z.boolean(),
  leaves: z.array(
    z.object({
      /** Null of somebody lent: the record is their home's. */
      id: Id.nullable(),
      startsAt: Instant,
      endsAt: Instant,
      state: z.enum(['requested', 'approved']),
    }),
  ),
})
export type PlannerPerson = z.infer<typeof PlannerPerson>

export const listPlannerPeople = endpoint({
  method: 'GET',
  path: '/api/duty/weeks/:day/people',
  access: 'duty.plan.read',
  summary: 'People who may be assigned this week, with their load and leave',
  params: weekParams,
  query: PageQuery.extend({ role: AssignableRole.optional(), text: z.string().max(40).optional() }),
  reply: z.object({
    rows: z.array(PlannerPerson),
    next: z.string().optional(),
    total: z.number().int(),
  }),
})

export const listCandidates = endpoint({
  method: 'GET',
  path: '/api/duty/shifts/:id/candidates',
  access: 'duty.plan.read',
  summary: 'Everybody who may serve a shift in a role, the best first, with the conflicts of each',
  params: z.object({ id: Id }),
  query: z.object({ role: AssignableRole }),
  reply: z.object({
    rows: z.array(PlannerPerson.omit({ leaves: true }).extend({ conflicts: z.array(Conflict) })),
    /** Counts by the first hard conflict: they add up, with `free`, to `total`. */
    free: z.number().int(),
    byConflict: z.array(z.object({ kind: ConflictKind, people: z.number().int() })),
    total: z.number().int(),
  }),
})

export const assign = endpoint({
  method: 'PUT',
  path: '/api/duty/assignments/:id',
  access: 'duty.plan.edit',
  summary: 'Puts a person on a shift; hard conflicts are refused by name, soft ones returned',
  params: z.object({ id: Id }),
  body: z.object({
    shiftId: Id,
    personId: Id,
    role: AssignableRole,
    pinned: z.boolean().default(false),
  }),
  reply: z.object({ assignment: GridAssignment }),
})

export const moveAssignment = endpoint({
  method: 'POST',
  path: '/api/duty/assignments/:id/move',
  access: 'duty.plan.edit',
  summary: 'Gives a person another shift in the same role; moving the new place back undoes it',
  params: z.object({ id: Id }),
  /** The new place; that of a withdrawn one puts it back. */
  body: z.object({ id: Id, shiftId: Id }),
  reply: z.object({ assignment: GridAssignment }),
})

export const pinAssignment = endpoint({
  method: 'PUT',
  path: '/api/duty/assignments/:id/pin',
  access: 'duty.plan.edit',
  summary: 'Pins a place, so that giving up the draft keeps it, or loosens it',
  params: z.object({ id: Id }),
  body: z.object({ pinned: z.boolean() }),
  reply: z.object({ id: Id, pinned: z.boolean() }),
})

export const unassign = endpoint({
  method: 'DELETE',
  path: '/api/duty/assignments/:id',
  access: 'duty.plan.edit',
  summary: 'Takes a person off a shift; putting the same id back undoes it',
  params: z.object({ id: Id }),
  reply: z.object({ id: Id, state: AssignmentState }),
})

const Skipped = z.object({
  shiftId: Id,
  personId: Id,
  role: AssignableRole,
  conflict: ConflictKind,
})

export const copyWeek = endpoint({
  method: 'POST',
  path: '/api/duty/weeks/:day/copy-last',
  access: 'duty.plan.edit',
  summary: "Copies last week's assignments where nothing stands against them",
  params: weekParams,
  body: z.object({ stationAreaId: Id.optional() }),
  reply: z.object({ made: z.number().int(), skipped: z.array(Skipped) }),
})

export const fillWeek = endpoint({
  method: 'POST',
  path: '/api/duty/weeks/:day/fill',
  access: 'duty.plan.edit',
  summary: 'Fills empty places of the draft without breaking any hard rule',
  params: weekParams,
  body: z.object({
    stationAreaId: Id.optional(),
    roles: z.array(AssignableRole).min(1).max(5).optional(),
  }),
  reply: z.object({
    made: z.number().int(),
    /** Places that nobody could take, by shift and role. */
    open: z.array(z.object({ shiftId: Id, role: AssignableRole, heads: z.number().int() })),
    filler: z.string(),
  }),
})

export const clearDraft = endpoint({
  method: 'POST',
  path: '/api/duty/weeks/:day/discard',
  access: 'duty.plan.edit',
  summary: 'Drops what the draft added and was not yet told, pinned places excepted',
  params: weekParams,
  body: z.object({ stationAreaId: Id.optional() }),
  reply: z.object({ dropped: z.number().int() }),
})

export const MustAttendOpen = z.object({
  shiftId: Id,
  postName: z.string(),
  day: Day,
  half: Half,
  bellAt: Instant,
  level: MustAttendLevel,
})
export type MustAttendOpen = z.infer<typeof MustAttendOpen>

export const previewPublication = endpoint({
  method: 'GET',
  path: '/api/duty/weeks/:day/publication',
  access: 'duty.plan.read',
  summary: 'Who would be told what if the draft were published now',
  params: weekParams,
  reply: z.object({
    people: z.number().int(),
    added: z.number().int(),
    removed: z.number().int(),
    hardConflicts: z.number().int(),
    /** Shifts that police must attend and nobody of the police is planned for; the first named. */
    mustAttendOpen: z.object({ total: z.number().int(), rows: z.array(MustAttendOpen) }),
    rows: z.array(
      z.object({
        personId: Id,
        personName: z.string(),
        added: z.number().int(),
        removed: z.number().int(),
      }),
    ),
  }),
})

export const publishWeek = endpoint({
  method: 'POST',
  path: '/api/duty/weeks/:day/publish',
  access: 'duty.plan.publish',
  summary: 'Publishes the draft: every person concerned gets a notice, with receipt',
  params: weekParams,
  /** The revision that the publisher saw; another means the plan was published meanwhile. */
  body: z.object({
    revision: z.number().int().min(0),
    /** The publisher has seen which shifts that police must attend have none, and publishes. */
    mustAttendSeen: z.boolean().default(false),
  }),
  reply: z.object({ plan: WeekPlan, noticed: z.number().int() }),
})

export const ForecastRow = z.object({
  shiftId: Id,
  postId: Id,
  postName: z.string(),
  stationAreaId: Id,
  day: Day,
  half: Half,
  bellAt: Instant,
  kind: ForecastKind,
  missing: RoleCounts,
  mustAttendLevel: MustAttendLevel.nullable(),
  /** Police must attend and none is planned: these stand first. */
  mustAttendOpen: z.boolean(),
})
export type ForecastRow = z.infer<typeof ForecastRow>

export const readForecast = endpoint({
  method: 'GET',
  path: '/api/duty/forecast',
  access: 'duty.plan.read',
  summary: 'Gaps that the next seven days will have by what is planned, leave deducted',
  query: PageQuery.extend({
    stationAreaId: Id.optional(),
    /** Only the gaps of this day, or of this kind; the days are told all the same. */
    day: Day.optional(),
    kind: ForecastKind.optional(),
  }),
  reply: z.object({
    firstDay: Day,
    lastDay: Day,
    /** Per day: shifts and gaps among them. */
    days: z.array(
      z.object({
        day: Day,
        shifts: z.number().int(),
        unmanned: z.number().int(),
        short: z.number().int(),
      }),
    ),
    rows: z.array(ForecastRow),
    next: z.string().optional(),
    total: z.number().int(),
  }),
})
