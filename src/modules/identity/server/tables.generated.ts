// Written by `npm run generate` from the migrated database.
import type { ColumnType, Generated } from 'kysely'

type GeneratedJson = ColumnType<unknown, JsonInput | undefined, JsonInput>
// pg writes an array as a PostgreSQL array: give JSON text instead.
type JsonInput = string | (object & { readonly length?: never })

export interface AccountTable {
  id: string
  county_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  person_id: string
  login_name: string
  password_hash: string | null
  totp_secret: Buffer | null
  totp_last_step: Generated<number>
  state: Generated<'invited' | 'active' | 'locked' | 'closed'>
  last_sign_in_at: Date | null
  created_at: Date
  totp_enrolled_at: Date | null
  version: Generated<number>
}

export interface AgencyTable {
  county_id: string
  id: string
  area_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  kind: 'police' | 'education' | 'school' | 'department' | 'guardCompany'
  name: string
  code: string | null
  version: Generated<number>
}

export interface AreaTable {
  id: string
  parent_id: string | null
  level: 'country' | 'province' | 'city' | 'county' | 'station' | 'school'
  code: string | null
  name: string
  name_en: Generated<string>
  path: string
  county_id: string
  retired_on: string | null
  version: Generated<number>
}

export interface AuditEntryTable {
  county_id: string
  sequence: number
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  at: Date
  actor_person_id: string | null
  actor_role: string | null
  session_id: string | null
  action: string
  subject_kind: string
  subject_id: string | null
  detail: GeneratedJson
  digests: GeneratedJson
  previous_hash: Buffer
  hash: Buffer
}

export interface InvitationTable {
  id: string
  county_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  token_hash: Buffer
  person_id: string | null
  role: string | null
  area_id: string
  invited_by: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
  withdrawn_at: Date | null
  purpose: Generated<'join' | 'activate'>
  account_id: string | null
}

export interface PersonTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  agency_id: string
  home_county_id: string | null
  name: string
  pinyin: Generated<string>
  initials: Generated<string>
  duty_role: 'police' | 'auxiliary' | 'cadre' | 'guard' | 'staff' | 'volunteer' | 'none'
  badge: string | null
  skills: Generated<string[]>
  max_duties_per_week: Generated<number>
  active: Generated<boolean>
  created_at: Date
  updated_at: Date
  version: Generated<number>
  left_on: string | null
}

export interface PersonContactTable {
  county_id: string
  person_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  work_phone: string | null
  legal_basis: string
  salt: Buffer
  delete_after: string | null
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

export interface RoleAssignmentTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  account_id: string
  person_id: string
  role: string
  area_id: string
  starts_on: string
  ends_on: string | null
  granted_by: string
  granted_at: Date
  revoked_at: Date | null
  left_at: Date | null
  granted_until: string | null
  prolonged_by: string | null
}

export interface SecondmentTable {
  county_id: string
  id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  person_id: string
  home_county_id: string
  starts_on: string
  ends_on: string | null
  approved_by: string
  approved_at: Date
  ended_at: Date | null
  agency_id: string
  placed_at: Date | null
}

export interface SessionTable {
  id: string
  county_id: string
  area_path: string
  class: Generated<'joint' | 'police' | 'education' | 'school' | 'vault'>
  token_hash: Buffer
  account_id: string
  person_id: string
  role_assignment_id: string
  device_name: string
  device_bound: Generated<boolean>
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  stepped_up_until: Date | null
  revoked_at: Date | null
  revoked_reason: string | null
  by_code: Generated<boolean>
}

export interface SignInSourceTable {
  source_digest: Buffer
  failed_attempts: number
  window_started_at: Date
  locked_until: Date | null
}

export interface Tables {
  'identity.account': AccountTable
  'identity.agency': AgencyTable
  'identity.area': AreaTable
  'identity.audit_entry': AuditEntryTable
  'identity.invitation': InvitationTable
  'identity.person': PersonTable
  'identity.person_contact': PersonContactTable
  'identity.published_agency': PublishedAgencyView
  'identity.published_area': PublishedAreaView
  'identity.published_person': PublishedPersonView
  'identity.published_role_holder': PublishedRoleHolderView
  'identity.published_secondment': PublishedSecondmentView
  'identity.role_assignment': RoleAssignmentTable
  'identity.secondment': SecondmentTable
  'identity.session': SessionTable
  'identity.sign_in_source': SignInSourceTable
}
