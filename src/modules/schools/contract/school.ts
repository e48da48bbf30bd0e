import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant, Position } from '../../../platform/contract/id.ts'
import { xlsxMedia } from '../../../platform/contract/media.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { PlacedPosition, PositionInput } from './position.ts'
import { SchoolCode } from './school-code.ts'

export const schoolKinds = [
  'kindergarten',
  'primary',
  'junior',
  'senior',
  'complete',
  'nineYear',
  'vocational',
  'special',
  'university',
  'other',
] as const
export const SchoolKind = z.enum(schoolKinds)
export type SchoolKind = z.infer<typeof SchoolKind>

/** What is taught (学段), in the order of the years; a kind of school stands beside it. */
export const schoolStages = ['preschool', 'primary', 'junior', 'senior'] as const
export const SchoolStage = z.enum(schoolStages)
export type SchoolStage = z.infer<typeof SchoolStage>

/** What a school of a kind teaches unless somebody says otherwise. */
export const stagesOfKind: Record<SchoolKind, readonly SchoolStage[]> = {
  kindergarten: ['preschool'],
  primary: ['primary'],
  junior: ['junior'],
  senior: ['senior'],
  complete: ['junior', 'senior'],
  nineYear: ['primary', 'junior'],
  vocational: ['senior'],
  special: [],
  university: [],
  other: [],
}

export const ownerships = ['public', 'private', 'other'] as const
export const Ownership = z.enum(ownerships)

export const schoolStates = ['operating', 'suspended', 'merged', 'closed'] as const
export const SchoolState = z.enum(schoolStates)
export type SchoolState = z.infer<typeof SchoolState>

/** A merged or closed school stays so: its code is never given again. */
export const schoolStateSteps: Record<SchoolState, readonly SchoolState[]> = {
  operating: ['suspended', 'merged', 'closed'],
  suspended: ['operating', 'merged', 'closed'],
  merged: [],
  closed: [],
}

/** What no step leads out of. */
export const finalSchoolStates = schoolStates.filter((one) => schoolStateSteps[one].length === 0)

const Tag = z.string().trim().min(1).max(30)

/** What people enter about a school. */
export const SchoolFields = z.object({
  /** National code; a new or unlicensed site has none yet. */
  code: SchoolCode.nullable(),
  /** Given locally until the national code comes. */
  temporaryCode: z.string().trim().min(1).max(30).nullable(),
  /** Numbers of other registers, kept as they were. */
  sourceIds: z.array(z.string().trim().min(1).max(60)).max(50),
  name: z.string().trim().min(1).max(120),
  nameEn: z.string().trim().max(240),
  kind: SchoolKind,
  /** Left out, they follow the kind. */
  stages: z.array(SchoolStage).max(schoolStages.length),
  ownership: Ownership,
  boarding: z.boolean(),
  enrolment: z.number().int().min(0).max(100_000).nullable(),
  boarders: z.number().int().min(0).max(100_000).nullable(),
  staffCount: z.number().int().min(0).max(20_000).nullable(),
  classes: z.number().int().min(0).max(2_000).nullable(),
  town: z.string().trim().max(60),
  address: z.string().trim().max(240),
  position: PositionInput.nullable(),
  /** Half-day or whole-day sessions of one school: `AM`, `PM`. */
  sessions: z.array(z.string().trim().min(1).max(40)).max(20),
  tags: z.array(Tag).max(30),
})
export type SchoolFields = z.infer<typeof SchoolFields>

export const NewSchool = SchoolFields.partial().required({ name: true, kind: true }).extend({
  id: Id,
  /** Station area, or the county while nobody has said which station. */
  withinAreaId: Id,
})
export type NewSchool = z.infer<typeof NewSchool>

export const SchoolPatch = SchoolFields.partial().extend({ version: z.number().int().min(1) })
export type SchoolPatch = z.infer<typeof SchoolPatch>

/** One line of the list. */
export const SchoolRow = z.object({
  id: Id,
  code: z.string().nullable(),
  temporaryCode: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  kind: SchoolKind,
  ownership: Ownership,
  boarding: z.boolean(),
  enrolment: z.number().nullable(),
  boarders: z.number().nullable(),
  town: z.string(),
  stationAreaId: Id.nullable(),
  stationName: z.string().nullable(),
  tags: z.array(z.string()),
  state: SchoolState,
  position: Position.nullable(),
  gates: z.number().int(),
  guards: z.number().int(),
  linkedOfficer: z.object({ personId: Id, name: z.string() }).nullable(),
})
export type SchoolRow = z.infer<typeof SchoolRow>

export const School = SchoolFields.omit({ position: true }).extend({
  code: z.string().nullable(),
  id: Id,
  areaId: Id,
  areaPath: z.string(),
  countyId: Id,
  countyName: z.string().nullable(),
  stationAreaId: Id.nullable(),
  stationName: z.string().nullable(),
  position: PlacedPosition.nullable(),
  state: SchoolState,
  version: z.number().int(),
  bellsVersion: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type School = z.infer<typeof School>

const Flag = z.stringbool()

/** The filter that list, map and facets share. */
export const SchoolFilter = z.object({
  /** Name, English name, code, pinyin or its initials. */
  text: z.string().trim().min(1).max(60).optional(),
  stationAreaId: Id.optional(),
  kind: SchoolKind.optional(),
  stage: SchoolStage.optional(),
  ownership: Ownership.optional(),
  boarding: Flag.optional(),
  tag: Tag.optional(),
  /** Operating and suspended schools unless told. */
  state: SchoolState.optional(),
  /** With or without an officer of its own (一校一警). */
  hasOfficer: Flag.optional(),
  hasPosition: Flag.optional(),
})
export type SchoolFilter = z.infer<typeof SchoolFilter>

export const SchoolList = pageOf(SchoolRow)

export const listSchools = endpoint({
  method: 'GET',
  path: '/api/schools',
  access: 'schools.read',
  summary: 'Schools in scope, in the order of their pinyin initials',
  query: SchoolFilter.extend(PageQuery.shape),
  reply: SchoolList,
})

export const exportSchools = endpoint({
  method: 'GET',
  path: '/api/schools/export',
  access: 'schools.export',
  stepUp: true,
  summary: 'The same schools as a table that the import reads back',
  query: SchoolFilter,
  media: xlsxMedia,
})

/** Positions only, small enough for every school of a province at once. */
export const SchoolMap = z.object({
  /** id, longitude, latitude (WGS-84), kind */
  positions: z.array(z.tuple([z.string(), z.number(), z.number(), SchoolKind])),
  withoutPosition: z.number().int(),
  /** More schools match than one map holds; narrow the filter. */
  truncated: z.boolean(),
})
export type SchoolMap = z.infer<typeof SchoolMap>

export const mapSchools = endpoint({
  method: 'GET',
  path: '/api/schools/map',
  access: 'schools.read',
  summary: 'Positions of the schools that the same filter lists',
  query: SchoolFilter,
  reply: SchoolMap,
})

const Counts = z.array(z.object({ value: z.string(), count: z.number().int() }))

export const SchoolFacets = z.object({
  kinds: Counts,
  ownerships: Counts,
  states: Counts,
  tags: Counts,
  stations: z.array(
    z.object({ areaId: Id.nullable(), name: z.string().nullable(), count: z.number().int() }),
  ),
})
export type SchoolFacets = z.infer<typeof SchoolFacets>

export const schoolFacets = endpoint({
  method: 'GET',
  path: '/api/schools/facets',
  access: 'schools.read',
  summary: 'What can be filtered by, with counts',
  reply: SchoolFacets,
})

export const SchoolKey = z.object({ schoolId: Id })

export const getSchool = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId',
  access: 'schools.read',
  summary: 'One school',
  params: SchoolKey,
  reply: School,
})

export const createSchool = endpoint({
  method: 'POST',
  path: '/api/schools',
  access: 'schools.edit',
  summary: 'Enter a school in the register',
  body: NewSchool,
  reply: School,
})

export const updateSchool = endpoint({
  method: 'PATCH',
  path: '/api/schools/:schoolId',
  access: 'schools.edit',
  summary: 'Change fields of a school; fields left out stay as they are',
  params: SchoolKey,
  body: SchoolPatch,
  reply: School,
})

export const changeSchoolState = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/state',
  access: 'schools.edit',
  summary: 'Suspend, reopen, merge or close a school',
  params: SchoolKey,
  body: z.object({ version: z.number().int().min(1), state: SchoolState }),
  reply: School,
})

export const moveSchool = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/move',
  access: 'schools.edit',
  summary: 'Put a school under another station of its county, with all that belongs to it',
  params: SchoolKey,
  body: z.object({ version: z.number().int().min(1), withinAreaId: Id }),
  reply: School,
})
