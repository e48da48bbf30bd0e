// Written by `npm run generate` from the migrated database.
import type { ColumnType, Generated } from 'kysely'

type Json = ColumnType<unknown, JsonInput, JsonInput>
type NullableJson = ColumnType<unknown, JsonInput | null | undefined, JsonInput | null>
// pg writes an array as a PostgreSQL array: give JSON text instead.
type JsonInput = string | (object & { readonly length?: never })

export interface DayRollupTable {
  county_id: string
  indicator: string
  day: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  value: number
}

export interface DayTotalTable {
  county_id: string
  indicator: string
  day: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  value: number
  places: Generated<number>
}

export interface FormulaTable {
  version: string
  texts: string[]
}

export interface PlaceDaysTable {
  county_id: string
  indicator: string
  year: number
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  days: string
}

export interface ReportTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  kind: 'dailyBrief' | 'monthlyDuty'
  period_starts_on: string
  period_ends_on: string
  state: Generated<'draft' | 'signed'>
  corrects_id: string | null
  figures: Json
  document: Json
  pdf_file_id: string | null
  rows_hash: Buffer
  as_of: Date
  due_at: Date | null
  made_by: string
  made_at: Date
  signed_by: string | null
  signed_at: Date | null
  version: Generated<number>
  docx_file_id: string | null
}

export interface RolledDayTable {
  county_id: string
  day: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  rolled_at: Date
}

export interface StaleDayTable {
  county_id: string
  day: string
  area_path: string
  at: Date
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

export interface Tables {
  'statistics.day_rollup': DayRollupTable
  'statistics.day_total': DayTotalTable
  'statistics.formula': FormulaTable
  'statistics.place_days': PlaceDaysTable
  'statistics.report': ReportTable
  'statistics.rolled_day': RolledDayTable
  'statistics.stale_day': StaleDayTable
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
}
