// Written by `npm run generate` from the migrated database.
import type { ColumnType, Generated } from 'kysely'

type Json = ColumnType<unknown, JsonInput, JsonInput>
type NullableJson = ColumnType<unknown, JsonInput | null | undefined, JsonInput | null>
// pg writes an array as a PostgreSQL array: give JSON text instead.
type JsonInput = string | (object & { readonly length?: never })

export interface BellTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  gate_id: string | null
  grade_band: Generated<string>
  weekdays: Generated<number[]>
  arrival: string | null
  dismissal: string | null
  starts_on: string
  ends_on: string | null
}

export interface CalendarDayTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  day: string
  kind: 'holiday' | 'makeUp' | 'exam' | 'special'
  follows_weekday: number | null
  arrival: string | null
  dismissal: string | null
  name: string
  source: string
  version: Generated<number>
}

export interface CalendarHorizonTable {
  county_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  known_until: string
  source: string
}

export interface CampusTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  name: string
  address: Generated<string>
  version: Generated<number>
}

export interface ChangeEntryTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string | null
  subject_kind: 'school' | 'campus' | 'gate' | 'bells' | 'calendarDay' | 'calendarHorizon' | 'term' | 'linkedOfficer' | 'contact' | 'policeRoom' | 'roomEntry' | 'staff' | 'writtenRule' | 'gear'
  subject_id: string
  change: 'created' | 'updated' | 'approved' | 'ended' | 'removed'
  changed_by: string | null
  at: Date
  fields: string[]
  before: NullableJson
  after: NullableJson
}

export interface ContactEntryTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  person_id: string
  at: Date
  way: 'visit' | 'call' | 'message' | 'meeting'
}

export interface GateTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  campus_id: string | null
  name: string
  use: Generated<'pedestrian' | 'vehicle' | 'both' | 'emergency'>
  opened: Generated<boolean>
  lon: number | null
  lat: number | null
  position_source: string | null
  position_original: NullableJson
  position_accuracy_m: number | null
  qr_secret: Buffer
  version: Generated<number>
  updated_at: Date
  known_from: Generated<Date>
}

export interface GearEntryTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  gear: 'helmet' | 'shield' | 'stabVest' | 'cutGloves' | 'baton' | 'torch' | 'spray' | 'fork' | 'reflectiveVest' | 'whistle' | 'other'
  movement: 'in' | 'out' | 'expired' | 'lost'
  quantity: number
  on_day: string
  expires_on: string | null
  known_from: Generated<Date>
}

export interface ImportChangeTable {
  county_id: string
  import_run_id: string
  ordinal: number
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  subject_kind: string
  subject_id: string
  change: 'created' | 'updated'
  before: NullableJson
  version_after: number
}

export interface ImportRunTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  subject: 'schools' | 'gates' | 'people' | 'posts'
  file_name: string
  file_sha256: Buffer
  state: 'received' | 'checked' | 'committed' | 'undone' | 'dropped'
  settings: Json
  counts: Json
  started_by: string | null
  started_at: Date
  committed_at: Date | null
  undone_at: Date | null
  area_id: string
  file_id: string | null
  attribution: Generated<string>
  version: Generated<number>
  check_id: string | null
  finished_by: string | null
}

export interface LinkedOfficerTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  person_id: string
  term_id: string | null
  kind: 'linked' | 'paired' | 'leader'
  starts_on: string
  ends_on: string | null
  state: Generated<'proposed' | 'approved' | 'ended'>
  approved_by: string | null
  approved_at: Date | null
  version: Generated<number>
  notice_phone: string | null
  known_from: Generated<Date>
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

export interface PoliceRoomTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string | null
  kind: 'campus' | 'street' | 'booth'
  name: string
  lon: number
  lat: number
  opens: string | null
  closes: string | null
  active_from: string
  active_until: string | null
  version: Generated<number>
  known_from: Generated<Date>
}

export interface PoliceRoomEntryTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  police_room_id: string
  person_id: string
  at: Date
  kind: 'opened' | 'closed' | 'patrol' | 'visitor' | 'other'
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

export interface SchoolTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  area_id: string
  station_area_id: string | null
  code: string | null
  temporary_code: string | null
  source_ids: Generated<string[]>
  name: string
  name_en: Generated<string>
  pinyin: Generated<string>
  initials: Generated<string>
  kind: 'kindergarten' | 'primary' | 'junior' | 'senior' | 'complete' | 'nineYear' | 'vocational' | 'special' | 'university' | 'other'
  ownership: Generated<'public' | 'private' | 'other'>
  boarding: Generated<boolean>
  enrolment: number | null
  boarders: number | null
  staff_count: number | null
  classes: number | null
  town: Generated<string>
  address: Generated<string>
  lon: number | null
  lat: number | null
  position_source: string | null
  position_original: NullableJson
  position_accuracy_m: number | null
  sessions: Generated<string[]>
  tags: Generated<string[]>
  state: Generated<'operating' | 'suspended' | 'merged' | 'closed'>
  version: Generated<number>
  created_at: Date
  updated_at: Date
  bells_version: Generated<number>
  known_from: Generated<Date>
  stages: Generated<string[]>
}

export interface StaffTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  person_id: string
  kind: 'principal' | 'cadre' | 'guard' | 'dormManager' | 'dutyTeacher' | 'team' | 'volunteer'
  source: 'company' | 'own' | null
  full_time: Generated<boolean>
  certificate_no: string | null
  certificate_expires_on: string | null
  starts_on: string
  ends_on: string | null
  end_reason: 'left' | 'dismissed' | 'transferred' | 'retired' | 'other' | null
  version: Generated<number>
  known_from: Generated<Date>
}

export interface TermTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  name: string
  starts_on: string
  ends_on: string
  version: Generated<number>
}

export interface WrittenRuleTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  school_id: string
  kind: 'gatekeeping' | 'duty' | 'patrol' | 'hazardCheck'
  file_id: string | null
  adopted_on: string
  expires_on: string | null
  version: Generated<number>
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

export interface Tables {
  'schools.bell': BellTable
  'schools.calendar_day': CalendarDayTable
  'schools.calendar_horizon': CalendarHorizonTable
  'schools.campus': CampusTable
  'schools.change_entry': ChangeEntryTable
  'schools.contact_entry': ContactEntryTable
  'schools.gate': GateTable
  'schools.gear_entry': GearEntryTable
  'schools.import_change': ImportChangeTable
  'schools.import_run': ImportRunTable
  'schools.linked_officer': LinkedOfficerTable
  'schools.past_row': PastRowTable
  'schools.police_room': PoliceRoomTable
  'schools.police_room_entry': PoliceRoomEntryTable
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
  'schools.school': SchoolTable
  'schools.staff': StaffTable
  'schools.term': TermTable
  'schools.written_rule': WrittenRuleTable
  'identity.published_agency': PublishedAgencyView
  'identity.published_area': PublishedAreaView
  'identity.published_person': PublishedPersonView
  'identity.published_role_holder': PublishedRoleHolderView
  'identity.published_secondment': PublishedSecondmentView
}
