import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { Skill, skills } from '../../identity/contract/skill.ts'
import { DutyRole } from './duty-role.ts'

/** What an officer carries at the gate (norms D9). */
export const kitItems = [
  'reflectiveVest',
  'shoulderLight',
  'radio',
  'bodyCamera',
  'cap',
  'singlePoliceGear',
  'handheld',
  'whistle',
  'shield',
  'baton',
] as const
export const KitItem = z.enum(kitItems)
export type KitItem = z.infer<typeof KitItem>

/** 三见: police, police car and police light can be seen. */
export const sights = ['police', 'car', 'light'] as const
export const Sight = z.enum(sights)
export type Sight = z.infer<typeof Sight>

export const mustAttendLevels = ['station', 'county', 'city'] as const
export const MustAttendLevel = z.enum(mustAttendLevels)
export type MustAttendLevel = z.infer<typeof MustAttendLevel>

/** A station by name, as lists offer it. */
export const Station = z.object({ areaId: Id, name: z.string() })
export type Station = z.infer<typeof Station>

export const Requirement = z
  .object({
    role: DutyRole,
    heads: z.number().int().min(0).max(50),
    /** Nobody of this role there makes the post unmanned (空岗). */
    must: z.boolean(),
    /** Skills that each person of this role needs here. */
    skills: z.array(Skill).max(skills.length).default([]),
  })
  .refine(({ role, must }) => !(role === 'volunteer' && must), {
    message: 'volunteers are never required',
    path: ['must'],
  })
export type Requirement = z.infer<typeof Requirement>

/** 1 police, 1 auxiliary, 1 cadre, 2 guards, 2 staff, 4 volunteers (norms D5). */
export const teamTemplate: readonly Requirement[] = [
  { role: 'police', heads: 1, must: true, skills: [] },
  { role: 'auxiliary', heads: 1, must: true, skills: [] },
  { role: 'cadre', heads: 1, must: false, skills: [] },
  { role: 'guard', heads: 2, must: false, skills: [] },
  { role: 'staff', heads: 2, must: false, skills: [] },
  { role: 'volunteer', heads: 4, must: false, skills: [] },
]

/** 三见必到: where a level insists on police, at least one of them is a must. */
export const lacksMustPolice = (post: {
  mustAttendLevel: MustAttendLevel | null
  team: readonly Requirement[]
}): boolean =>
  post.mustAttendLevel !== null &&
  !post.team.some(({ role, heads, must }) => role === 'police' && heads > 0 && must)

const Team = z
  .array(Requirement)
  .max(6)
  .refine((team) => new Set(team.map(({ role }) => role)).size === team.length, {
    message: 'each role once',
  })

const postFields = {
  name: z.string().trim().min(1).max(80),
  radiusM: z.number().int().min(10).max(500),
  mustAttendLevel: MustAttendLevel.nullable(),
  sanjian: z.boolean(),
  kit: z.array(KitItem).max(kitItems.length),
  activeFrom: Day,
  activeUntil: Day.nullable(),
}

export const Post = z.object({
  id: Id,
  schoolId: Id,
  schoolName: z.string(),
  gateId: Id,
  gateName: z.string(),
  stationAreaId: Id,
  stationName: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  ...postFields,
  team: z.array(Requirement),
  version: z.number().int(),
  updatedAt: Instant,
})
export type Post = z.infer<typeof Post>

export const NewPost = z.object({
  id: Id,
  gateId: Id,
  name: postFields.name,
  radiusM: postFields.radiusM.default(50),
  mustAttendLevel: postFields.mustAttendLevel.default(null),
  sanjian: postFields.sanjian.default(true),
  kit: postFields.kit.default(['reflectiveVest', 'shoulderLight', 'radio', 'bodyCamera']),
  activeFrom: Day,
  activeUntil: postFields.activeUntil.default(null),
  team: Team.default([...teamTemplate]),
})
export type NewPost = z.infer<typeof NewPost>

export const PostChange = z.object({ version: z.number().int(), ...postFields, team: Team })
export type PostChange = z.infer<typeof PostChange>

export const PostFilter = PageQuery.extend({
  stationAreaId: Id.optional(),
  schoolId: Id.optional(),
  text: z.string().trim().max(60).optional(),
  /** Posts in force on this day; all when left out. */
  activeOn: Day.optional(),
})

const idParams = z.object({ id: Id })

export const listPosts = endpoint({
  method: 'GET',
  path: '/api/duty/posts',
  access: 'duty.post.read',
  summary: 'Posts in the scope, by name',
  query: PostFilter,
  reply: pageOf(Post),
})

export const readPost = endpoint({
  method: 'GET',
  path: '/api/duty/posts/:id',
  access: 'duty.post.read',
  summary: 'One post with its team',
  params: idParams,
  reply: Post,
})

export const createPost = endpoint({
  method: 'POST',
  path: '/api/duty/posts',
  access: 'duty.post.edit',
  summary: 'Sets up a post at a gate; its shifts follow at once',
  body: NewPost,
  reply: Post,
})

export const updatePost = endpoint({
  method: 'PUT',
  path: '/api/duty/posts/:id',
  access: 'duty.post.edit',
  summary: 'Changes a post; shifts ahead follow',
  params: idParams,
  body: PostChange,
  reply: Post,
})

/** 上岗人数跟着实际情况变: why more or fewer heads are asked. */
export const headcountReasons = ['weather', 'exam', 'event', 'risk', 'other'] as const
export const HeadcountReason = z.enum(headcountReasons)

export const NewHeadcountChange = z
  .object({
    id: Id,
    startsOn: Day,
    endsOn: Day,
    role: DutyRole,
    delta: z
      .number()
      .int()
      .min(-20)
      .max(50)
      .refine((delta) => delta !== 0, { message: 'not zero' }),
    reason: HeadcountReason,
    note: z.string().trim().max(200).default(''),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    message: 'ends before it starts',
    path: ['endsOn'],
  })
export type NewHeadcountChange = z.infer<typeof NewHeadcountChange>

export const HeadcountChange = z.object({
  id: Id,
  postId: Id,
  startsOn: Day,
  endsOn: Day,
  role: DutyRole,
  delta: z.number().int(),
  reason: HeadcountReason,
  note: z.string(),
  madeAt: Instant,
  withdrawnAt: Instant.nullable(),
})
export type HeadcountChange = z.infer<typeof HeadcountChange>

export const listHeadcountChanges = endpoint({
  method: 'GET',
  path: '/api/duty/posts/:id/headcount-changes',
  access: 'duty.post.read',
  summary: 'Changes of the heads asked at a post, newest first',
  params: idParams,
  query: PageQuery,
  reply: pageOf(HeadcountChange),
})

export const createHeadcountChange = endpoint({
  method: 'POST',
  path: '/api/duty/posts/:id/headcount-changes',
  access: 'duty.post.edit',
  summary: 'Asks for more or fewer heads on given days, with the reason',
  params: idParams,
  body: NewHeadcountChange,
  reply: HeadcountChange,
})

export const withdrawHeadcountChange = endpoint({
  method: 'POST',
  path: '/api/duty/headcount-changes/:id/withdraw',
  access: 'duty.post.edit',
  summary: 'Takes a change of heads back; shifts ahead follow',
  params: idParams,
  reply: HeadcountChange,
})
