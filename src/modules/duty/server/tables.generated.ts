// Written by `npm run generate` from the migrated database.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Json = ColumnType<unknown, JsonInput, JsonInput>
type NullableJson = ColumnType<unknown, JsonInput | null | undefined, JsonInput | null>
type GeneratedJson = ColumnType<unknown, JsonInput | undefined, JsonInput>
// pg writes an array as a PostgreSQL array: give JSON text instead.
type JsonInput = string | (object & { readonly length?: never })

export interface AssignmentTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  shift_id: string
  person_id: string
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer'
  state: 'planned' | 'published' | 'claimed' | 'withdrawn'
  pinned: Generated<boolean>
  made_by: string
  made_at: Date
  told_at: Date | null
  receipt_at: Date | null
  withdrawn_at: Date | null
  removal_told_at: Date | null
}

export interface CheckInTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  shift_id: string
  post_id: string
  person_id: string
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer' | 'guest'
  direction: 'in' | 'out'
  at: Date
  received_at: Date
  method: 'position' | 'gateCode' | 'supervisor' | 'reason' | 'automatic'
  verdict: 'inside' | 'uncertain' | 'outside' | 'none'
  kit: Generated<string[]>
  photo_file_id: string | null
  photo_sha256: Buffer | null
  offline: Generated<boolean>
  late: Generated<boolean>
  approval: Generated<'notNeeded' | 'pending' | 'approved' | 'refused'>
  approved_by: string | null
  approved_at: Date | null
  corrects_id: string | null
  content_hash: Buffer
  recorded_by: string
  sanjian: Generated<string[]>
  causes: Generated<string[]>
  photo_stored_at: Date | null
  counts: GeneratedAlways<boolean>
}

export interface CheckInPositionTable {
  county_id: string
  check_in_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  lon: number
  lat: number
  accuracy_m: number
  distance_m: number | null
  provider: string
  legal_basis: string
  salt: Buffer
  delete_after: Date
}

export interface DeploymentTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  task: 'gateDuty' | 'inspection' | 'patrol' | 'jointOperation' | 'other'
  on_day: string
  police_heads: Generated<number>
  auxiliary_heads: Generated<number>
  mass_heads: Generated<number>
  vehicles: Generated<number>
  person_id: string
  at: Date
  withdrawn_at: Date | null
  content_hash: Buffer
  received_at: Generated<Date>
}

export interface GapTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  shift_id: string
  kind: 'unmanned' | 'short'
  missing: Json
  opened_at: Date
  closed_at: Date | null
  closed_how: 'checkIn' | 'cancelled' | 'ended' | 'worsened' | null
  open_at_bell: Generated<boolean>
}

export interface GuestTable {
  county_id: string
  check_in_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  label: string
  salt: Buffer
  delete_after: Date
}

export interface HeadcountChangeTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  post_id: string
  starts_on: string
  ends_on: string
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer'
  delta: number
  reason: 'weather' | 'exam' | 'event' | 'risk' | 'other'
  made_by: string
  made_at: Date
  withdrawn_at: Date | null
}

export interface HelpRequestTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  gap_id: string
  shift_id: string
  person_id: string
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff'
  ordinal: number
  auto_next: boolean
  distance_m: number | null
  travel_min: number | null
  asked_by: string
  asked_at: Date
  answer_due_at: Date
  state: Generated<'asked' | 'accepted' | 'declined' | 'unanswered' | 'withdrawn' | 'arrived'>
  answered_at: Date | null
}

export interface IncidentTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  post_event_id: string
  owner_agency_id: string
  opened_at: Date
  state: Generated<'open' | 'closed' | 'withdrawn'>
  closed_by: string | null
  closed_at: Date | null
}

export interface LeaveTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  person_id: string
  starts_at: Date
  ends_at: Date
  kind: Generated<'leave' | 'training' | 'nightDuty'>
  state: Generated<'requested' | 'approved' | 'refused' | 'withdrawn'>
  decided_by: string | null
  decided_at: Date | null
}

export interface NoticeTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  person_id: string
  kind: 'weekPublished' | 'shiftChanged' | 'helpAsked' | 'rollCall' | 'patrolGiven' | 'gapOpened' | 'swapAsked' | 'swapAnswered' | 'swapDecided'
  subject_id: string
  detail: GeneratedJson
  at: Date
  read_at: Date | null
}

export interface PastRowTable {
  county_id: string
  relation: string
  row_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  known_from: Date
  known_until: Date
  was: Json
}

export interface PatrolTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  post_id: string | null
  person_id: string | null
  day: string
  starts_at: Date
  ends_at: Date
  places: string[]
  state: Generated<'open' | 'done' | 'missed' | 'withdrawn'>
  given_by: string
  given_at: Date
  content_hash: Buffer
}

export interface PatrolReportTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  patrol_id: string
  person_id: string
  places: Generated<string[]>
  photo_file_id: string | null
  photo_sha256: Buffer | null
  at: Date
  received_at: Date
  offline: Generated<boolean>
  late: boolean
  content_hash: Buffer
}

export interface PostTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  gate_id: string
  station_area_id: string
  name: string
  radius_m: Generated<number>
  must_attend_level: 'station' | 'county' | 'city' | null
  sanjian: Generated<boolean>
  kit: Generated<string[]>
  active_from: string
  active_until: string | null
  version: Generated<number>
  updated_at: Date
  known_from: Generated<Date>
}

export interface PostEventTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  shift_id: string | null
  post_id: string
  person_id: string
  kind: 'request' | 'help' | 'check' | 'incident' | 'deed' | 'patrol'
  heads: Generated<number>
  legal_ground: string | null
  result: string | null
  consent: Generated<boolean>
  at: Date
  received_at: Date
  offline: Generated<boolean>
  withdrawn_at: Date | null
  content_hash: Buffer
  settled_result: 'handled' | 'handedOver' | 'cleared' | null
  settled_at: Date | null
  settled_by: string | null
  corrected_at: Date | null
  corrected_by: string | null
}

export interface PostRequirementTable {
  county_id: string
  post_id: string
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer'
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  heads: number
  must: Generated<boolean>
  skills: Generated<string[]>
}

export interface PublishedAssignmentView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  shift_id: string
  person_id: string
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer'
  state: 'planned' | 'published' | 'claimed' | 'withdrawn'
}

export interface PublishedAssignmentVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  shift_id: string | null
  person_id: string | null
  role: string | null
  known_from: Date | null
  known_until: Date | null
}

export interface PublishedCheckInView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  shift_id: string
  post_id: string
  person_id: string
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer' | 'guest'
  direction: 'in' | 'out'
  at: Date
  received_at: Date
  method: 'position' | 'gateCode' | 'supervisor' | 'reason' | 'automatic'
  verdict: 'inside' | 'uncertain' | 'outside' | 'none'
  photo_sha256: Buffer | null
  offline: boolean
  late: boolean
  approval: 'notNeeded' | 'pending' | 'approved' | 'refused'
  corrects_id: string | null
  counts: boolean
  recorded_by: string
  causes: string[]
  sanjian: string[]
  approved_at: Date | null
  photo_stored_at: Date | null
  counts_from: Date | null
}

export interface PublishedDeploymentView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  task: 'gateDuty' | 'inspection' | 'patrol' | 'jointOperation' | 'other'
  on_day: string
  police_heads: number
  auxiliary_heads: number
  mass_heads: number
  vehicles: number
  withdrawn_at: Date | null
  at: Date
  person_id: string
  received_at: Date
}

export interface PublishedGapView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  shift_id: string
  kind: 'unmanned' | 'short'
  opened_at: Date
  closed_at: Date | null
  closed_how: 'checkIn' | 'cancelled' | 'ended' | 'worsened' | null
  open_at_bell: boolean
}

export interface PublishedIncidentView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  post_event_id: string
  opened_at: Date
  state: 'open' | 'closed' | 'withdrawn'
  closed_at: Date | null
}

export interface PublishedPostView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string
  gate_id: string
  station_area_id: string
  name: string
  sanjian: boolean
  must_attend_level: 'station' | 'county' | 'city' | null
  active_from: string
  active_until: string | null
}

export interface PublishedPostEventView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  shift_id: string | null
  post_id: string
  person_id: string
  kind: 'request' | 'help' | 'check' | 'incident' | 'deed' | 'patrol'
  heads: number
  consent: boolean
  at: Date
  withdrawn_at: Date | null
  received_at: Date
  result: string | null
  settled_at: Date | null
}

export interface PublishedPostVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  school_id: string | null
  active_from: string | null
  active_until: string | null
  known_from: Date | null
  known_until: Date | null
}

export interface PublishedShiftView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  post_id: string
  school_id: string
  station_area_id: string
  day: string
  half: 'arrival' | 'dismissal'
  bell_at: Date
  starts_at: Date
  ends_at: Date
  sanjian: boolean
  heads: Json
  must_roles: string[]
  state: 'planned' | 'cancelled'
  sanjian_confirmed: string[]
  sanjian_confirmed_at: Date | null
  must_attend_level: 'station' | 'county' | 'city' | null
  made_at: Date
  cancelled_at: Date | null
}

export interface PublishedShiftVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  post_id: string | null
  school_id: string | null
  day: string | null
  half: string | null
  bell_at: Date | null
  ends_at: Date | null
  sanjian: boolean | null
  heads: NullableJson
  must_attend_level: string | null
  sanjian_confirmed: string[] | null
  sanjian_confirmed_at: Date | null
  state: string | null
  made_at: Date | null
  cancelled_at: Date | null
  known_from: Date | null
  known_until: Date | null
}

export interface RollCallTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  called_by: string
  called_at: Date
  answer_window_s: number
  choice: 'random' | 'chosen'
  state: Generated<'open' | 'closed'>
  due_at: Date
}

export interface RollCallAnswerTable {
  county_id: string
  roll_call_id: string
  shift_id: string
  person_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  state: Generated<'called' | 'answered' | 'noAnswer'>
  answered_at: Date | null
}

export interface SettingTable {
  county_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  arrival_lead_min: Generated<number>
  arrival_lag_min: Generated<number>
  dismissal_lead_min: Generated<number>
  dismissal_lag_min: Generated<number>
  gap_watch_min: Generated<number>
  help_answer_s: Generated<number>
  help_auto_next: Generated<boolean>
  position_keep_days: Generated<number>
  max_duties_per_week: Generated<number>
  travel_kmh: Generated<number>
  detour_factor: Generated<number>
  volunteer_claims_per_term_max: number | null
}

export interface ShiftTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  post_id: string
  school_id: string
  station_area_id: string
  day: string
  half: 'arrival' | 'dismissal'
  bell_at: Date
  starts_at: Date
  ends_at: Date
  sanjian: boolean
  heads: Json
  must_roles: string[]
  state: Generated<'planned' | 'cancelled'>
  cancel_reason: 'noBell' | 'postClosed' | null
  due_at: Date | null
  due_step: 'watch' | 'bell' | 'end' | 'close' | null
  sanjian_confirmed: Generated<string[]>
  sanjian_confirmed_by: string | null
  sanjian_confirmed_at: Date | null
  watch_at: Date
  must_attend_level: 'station' | 'county' | 'city' | null
  made_at: Generated<Date>
  cancelled_at: Date | null
  known_from: Generated<Date>
}

export interface ShiftHorizonTable {
  county_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  made_until: string
  made_at: Date
}

export interface ShiftStateTable {
  county_id: string
  shift_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  present: GeneratedJson
  uncertain: Generated<number>
  state: 'waiting' | 'unmanned' | 'short' | 'uncertain' | 'full' | 'over'
  judged_at: Date
  doubtful: GeneratedJson
  guests: Generated<number>
}

export interface SwapTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  person_id: string
  assignment_id: string
  other_person_id: string
  other_assignment_id: string | null
  role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff'
  state: Generated<'asked' | 'agreed' | 'declined' | 'approved' | 'refused' | 'withdrawn' | 'expired'>
  asked_at: Date
  expires_at: Date
  answered_at: Date | null
  decided_by: string | null
  decided_at: Date | null
}

export interface WeekPlanTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  week_starts_on: string
  revision: Generated<number>
  state: Generated<'draft' | 'published'>
  published_by: string | null
  published_at: Date | null
  updated_at: Date
}

export interface PublishedAgencyView {
  county_id: string
  id: string
  area_id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  kind: 'police' | 'education' | 'school' | 'department' | 'guardCompany'
  name: string
}

export interface PublishedAreaView {
  id: string
  parent_id: string | null
  level: 'country' | 'province' | 'city' | 'county' | 'station' | 'school'
  code: string | null
  name: string
  name_en: string
  path: string
  county_id: string
}

export interface PublishedPersonView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  agency_id: string
  home_county_id: string | null
  name: string
  pinyin: string
  initials: string
  duty_role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer' | 'none'
  badge: string | null
  skills: string[]
  max_duties_per_week: number
  active: boolean
  version: number
  left_on: string | null
}

export interface PublishedRoleHolderView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  person_id: string
  role: string
  starts_on: string
  ends_on: string | null
}

export interface PublishedSecondmentView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  person_id: string
  home_county_id: string
  starts_on: string
  ends_on: string | null
}

export interface PublishedBellView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string
  gate_id: string | null
  grade_band: string
  weekdays: number[]
  arrival: string | null
  dismissal: string | null
  starts_on: string
  ends_on: string | null
}

export interface PublishedCalendarDayView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  day: string
  kind: 'holiday' | 'makeUp' | 'exam' | 'special'
  follows_weekday: number | null
  arrival: string | null
  dismissal: string | null
  name: string
}

export interface PublishedCalendarHorizonView {
  county_id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  known_until: string
}

export interface PublishedGateView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string
  name: string
  use: 'pedestrian' | 'vehicle' | 'both' | 'emergency'
  opened: boolean
  lon: number | null
  lat: number | null
  qr_secret: Buffer
}

export interface PublishedGateVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  opened: boolean | null
  lon: number | null
  lat: number | null
  known_from: Date | null
  known_until: Date | null
}

export interface PublishedGearEntryView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string
  gear: 'helmet' | 'shield' | 'stabVest' | 'cutGloves' | 'baton' | 'torch' | 'spray' | 'fork' | 'reflectiveVest' | 'whistle' | 'other'
  movement: 'in' | 'out' | 'expired' | 'lost'
  quantity: number
  on_day: string
  expires_on: string | null
}

export interface PublishedGearEntryVersionView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string
  gear: 'helmet' | 'shield' | 'stabVest' | 'cutGloves' | 'baton' | 'torch' | 'spray' | 'fork' | 'reflectiveVest' | 'whistle' | 'other'
  movement: 'in' | 'out' | 'expired' | 'lost'
  quantity: number
  on_day: string
  expires_on: string | null
  known_from: Date
  known_until: Date | null
}

export interface PublishedLinkedOfficerView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string
  person_id: string
  kind: 'linked' | 'paired' | 'leader'
  starts_on: string
  ends_on: string | null
  state: 'proposed' | 'approved' | 'ended'
}

export interface PublishedLinkedOfficerVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  school_id: string | null
  kind: string | null
  state: string | null
  starts_on: string | null
  ends_on: string | null
  known_from: Date | null
  known_until: Date | null
}

export interface PublishedPoliceRoomView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string | null
  kind: 'campus' | 'street' | 'booth'
  name: string
  lon: number
  lat: number
  active_from: string
  active_until: string | null
}

export interface PublishedPoliceRoomVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  school_id: string | null
  kind: string | null
  lon: number | null
  lat: number | null
  active_from: string | null
  active_until: string | null
  known_from: Date | null
  known_until: Date | null
}

export interface PublishedSchoolView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  area_id: string
  station_area_id: string | null
  code: string | null
  name: string
  name_en: string
  pinyin: string
  initials: string
  kind: 'kindergarten' | 'primary' | 'junior' | 'senior' | 'complete' | 'nineYear' | 'vocational' | 'special' | 'university' | 'other'
  ownership: 'public' | 'private' | 'other'
  boarding: boolean
  enrolment: number | null
  boarders: number | null
  town: string
  lon: number | null
  lat: number | null
  tags: string[]
  state: 'operating' | 'suspended' | 'merged' | 'closed'
  created_at: Date
  updated_at: Date
}

export interface PublishedSchoolVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  kind: string | null
  ownership: string | null
  boarding: boolean | null
  tags: string[] | null
  state: string | null
  known_from: Date | null
  known_until: Date | null
}

export interface PublishedStaffView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  school_id: string
  person_id: string
  kind: 'principal' | 'cadre' | 'guard' | 'dormManager' | 'dutyTeacher' | 'team' | 'volunteer'
  source: 'company' | 'own' | null
  full_time: boolean
  starts_on: string
  ends_on: string | null
  end_reason: 'left' | 'dismissed' | 'transferred' | 'retired' | 'other' | null
}

export interface PublishedStaffVersionView {
  county_id: string | null
  id: string | null
  area_path: string | null
  class: 'joint' | 'police' | 'education' | 'school' | 'vault' | null
  school_id: string | null
  person_id: string | null
  kind: string | null
  source: string | null
  starts_on: string | null
  ends_on: string | null
  known_from: Date | null
  known_until: Date | null
}

export interface PublishedTermView {
  county_id: string
  id: string
  area_path: string
  class: 'joint' | 'police' | 'education' | 'school' | 'vault'
  name: string
  starts_on: string
  ends_on: string
}

export interface Tables {
  'duty.assignment': AssignmentTable
  'duty.check_in': CheckInTable
  'duty.check_in_position': CheckInPositionTable
  'duty.deployment': DeploymentTable
  'duty.gap': GapTable
  'duty.guest': GuestTable
  'duty.headcount_change': HeadcountChangeTable
  'duty.help_request': HelpRequestTable
  'duty.incident': IncidentTable
  'duty.leave': LeaveTable
  'duty.notice': NoticeTable
  'duty.past_row': PastRowTable
  'duty.patrol': PatrolTable
  'duty.patrol_report': PatrolReportTable
  'duty.post': PostTable
  'duty.post_event': PostEventTable
  'duty.post_requirement': PostRequirementTable
  'duty.published_assignment': PublishedAssignmentView
  'duty.published_assignment_version': PublishedAssignmentVersionView
  'duty.published_check_in': PublishedCheckInView
  'duty.published_deployment': PublishedDeploymentView
  'duty.published_gap': PublishedGapView
  'duty.published_incident': PublishedIncidentView
  'duty.published_post': PublishedPostView
  'duty.published_post_event': PublishedPostEventView
  'duty.published_post_version': PublishedPostVersionView
  'duty.published_shift': PublishedShiftView
  'duty.published_shift_version': PublishedShiftVersionView
  'duty.roll_call': RollCallTable
  'duty.roll_call_answer': RollCallAnswerTable
  'duty.setting': SettingTable
  'duty.shift': ShiftTable
  'duty.shift_horizon': ShiftHorizonTable
  'duty.shift_state': ShiftStateTable
  'duty.swap': SwapTable
  'duty.week_plan': WeekPlanTable
  'identity.published_agency': PublishedAgencyView
  'identity.published_area': PublishedAreaView
  'identity.published_person': PublishedPersonView
  'identity.published_role_holder': PublishedRoleHolderView
  'identity.published_secondment': PublishedSecondmentView
  'schools.published_bell': PublishedBellView
  'schools.published_calendar_day': PublishedCalendarDayView
  'schools.published_calendar_horizon': PublishedCalendarHorizonView
  'schools.published_gate': PublishedGateView
  'schools.published_gate_version': PublishedGateVersionView
  'schools.published_gear_entry': PublishedGearEntryView
  'schools.published_gear_entry_version': PublishedGearEntryVersionView
  'schools.published_linked_officer': PublishedLinkedOfficerView
  'schools.published_linked_officer_version': PublishedLinkedOfficerVersionView
  'schools.published_police_room': PublishedPoliceRoomView
  'schools.published_police_room_version': PublishedPoliceRoomVersionView
  'schools.published_school': PublishedSchoolView
  'schools.published_school_version': PublishedSchoolVersionView
  'schools.published_staff': PublishedStaffView
  'schools.published_staff_version': PublishedStaffVersionView
  'schools.published_term': PublishedTermView
}
