import { leftKeepDays } from '../modules/identity/contract/person.ts'
import { fileKeptDays, undoHours } from '../modules/schools/contract/import.ts'
import type { Said } from '../platform/contract/said.ts'
import { remarkKeepDays } from '../platform/erasure/remark.ts'

// What the database holds about persons: what for, on what basis, until when (个人信息保护法 §6, §13,
// §19). Declared here once; docs/PERSONAL-DATA.md is made from it, and a test compares it with the
// schema: a column that could hold such data and stands on neither list fails the build.

export interface PersonalDatum {
  readonly purpose: Said
  readonly basis: Said
  readonly lastDay: Said
}

const statutoryDuty: Said = {
  zh: '履行法定职责（个人信息保护法 §13(3)、§34）',
  en: 'Statutory duty (PIPL §13(3), §34)',
}
const workplace: Said = {
  zh: '依规章实施人力资源管理（个人信息保护法 §13(2)）',
  en: 'Management of people at work (PIPL §13(2))',
}
const networkLog: Said = {
  zh: '网络日志义务（网络安全法 §21）',
  en: 'Duty to keep network logs (Cybersecurity Law §21)',
}
const ofTheRow: Said = { zh: '逐条登记于 legal_basis', en: 'Stored with each: legal_basis' }

const withRecord: Said = { zh: '与所属记录同存', en: 'As long as the record it belongs to' }
const withActs: Said = {
  zh: '其行为记录保存期内；记录只存编号',
  en: 'As long as the record of their acts, which holds ids only',
}
const afterLeaving: Said = {
  zh: `本人离开后 ${leftKeepDays} 天`,
  en: `${leftKeepDays} days after they left`,
}

const who: PersonalDatum = {
  purpose: { zh: '知道谁在岗、谁办理', en: 'Who serves and who acted' },
  basis: statutoryDuty,
  lastDay: withActs,
}
const signIn: PersonalDatum = {
  purpose: { zh: '登录与会话管理', en: 'Signing in, and the list of sessions' },
  basis: networkLog,
  lastDay: withActs,
}
const position: PersonalDatum = {
  purpose: { zh: '证明签到时在校门口', en: 'Proof of being at the gate' },
  basis: statutoryDuty,
  lastDay: {
    zh: '签到后至多 30 天（地区可缩短），只留结论',
    en: 'At most 30 days after it (an area may ask for fewer); the verdict stays',
  },
}
const certificate: PersonalDatum = {
  purpose: { zh: '核验保安员持证', en: 'Whether a guard is certified' },
  basis: { zh: '保安服务管理条例', en: 'Regulations on security services' },
  lastDay: { zh: `离岗即删；${afterLeaving.zh}`, en: `When the entry ends; ${afterLeaving.en}` },
}
const trail: PersonalDatum = {
  purpose: { zh: '留痕：编号、决定与加盐摘要', en: 'The trail: ids, decisions, salted digests' },
  basis: networkLog,
  lastDay: { zh: '不删除', en: 'Is not erased' },
}
const history: PersonalDatum = {
  purpose: { zh: '台账更改可查，报表可复算', en: 'The past of the register, for figures' },
  basis: statutoryDuty,
  lastDay: withRecord,
}

/** By `schema.table.column`. */
export const personalData: Readonly<Record<string, PersonalDatum>> = {
  'identity.person.name': who,
  'identity.person.pinyin': who,
  'identity.person.initials': who,
  'identity.person.badge': who,
  'identity.person.skills': {
    purpose: { zh: '按岗位要求派班', en: 'Who can serve where a skill is asked for' },
    basis: workplace,
    lastDay: withActs,
  },
  'identity.person.left_on': {
    purpose: { zh: '计算删除日', en: 'From when on the last days are counted' },
    basis: statutoryDuty,
    lastDay: withActs,
  },
  'identity.person_contact.work_phone': {
    purpose: { zh: '工作联系', en: 'Reaching people at work' },
    basis: ofTheRow,
    lastDay: { zh: `所登记的日期，或${afterLeaving.zh}`, en: `Its own day, or ${afterLeaving.en}` },
  },
  'identity.account.login_name': signIn,
  'identity.account.password_hash': signIn,
  'identity.account.totp_secret': signIn,
  'identity.session.device_name': signIn,
  'identity.sign_in_source.source_digest': {
    purpose: { zh: '限制试错', en: 'Limits to trying' },
    basis: networkLog,
    lastDay: { zh: '48 小时', en: '48 hours' },
  },
  'identity.audit_entry.detail': trail,
  'identity.audit_entry.digests': trail,
  'duty.check_in_position.lon': position,
  'duty.check_in_position.lat': position,
  'duty.check_in_position.accuracy_m': position,
  'duty.check_in_position.distance_m': position,
  'duty.check_in_position.provider': position,
  'duty.guest.label': {
    purpose: { zh: '临时上岗者的称呼', en: 'How a guest is addressed' },
    basis: { zh: '本人同意（个人信息保护法 §13(1)）', en: 'Consent (PIPL §13(1))' },
    lastDay: { zh: '次日 12 时', en: 'The next noon' },
  },
  'duty.help_request.distance_m': who,
  'duty.help_request.travel_min': who,
  'duty.past_row.was': history,
  'platform.remark.text': {
    purpose: { zh: '记录中的事由、备注、结果', en: 'Reasons, notes and outcomes of records' },
    basis: statutoryDuty,
    lastDay: {
      zh: `写下后 ${remarkKeepDays} 天`,
      en: `${remarkKeepDays} days after it was written`,
    },
  },
  'platform.file.name': {
    purpose: {
      zh: '签到照片、导入表、制度与公文',
      en: 'Pictures, tables, written rules and papers',
    },
    basis: statutoryDuty,
    lastDay: {
      zh: '与文件同删：照片同位置；导入表见下；公文与记录同存',
      en: 'With the file: pictures as positions, tables as below, papers as their records',
    },
  },
  'schools.staff.certificate_no': certificate,
  'schools.staff.certificate_expires_on': { ...certificate, lastDay: withRecord },
  'schools.linked_officer.notice_phone': {
    purpose: { zh: '校门公示的工作电话', en: 'The work number on the notice at the gate' },
    basis: workplace,
    lastDay: { zh: '联系关系结束之日', en: 'The day on which the link ends' },
  },
  'schools.import_change.before': {
    purpose: { zh: '整批撤销导入', en: 'Taking back an import' },
    basis: statutoryDuty,
    lastDay: {
      zh: `导入后 ${undoHours} 小时；未完成的 ${fileKeptDays} 天`,
      en: `${undoHours} hours after the import; ${fileKeptDays} days if it was left unfinished`,
    },
  },
  'schools.change_entry.before': history,
  'schools.change_entry.after': history,
  'schools.past_row.was': history,
  'statistics.report.document': {
    purpose: { zh: '公文及签发人', en: 'Official papers and who signed them' },
    basis: statutoryDuty,
    lastDay: { zh: '按公文存档', en: 'As archived papers' },
  },
}

/** Tables that say what somebody is like: every column of theirs is looked at. */
export const tablesOfPersons: readonly string[] = [
  'identity.person',
  'identity.person_contact',
  'schools.staff',
]

const words = (text: string): string[] => text.trim().split(/\s+/)

/**
 * Columns that hold nothing about persons, by name in all tables or by `schema.table.column`. In
 * other tables only those need a word whose type could hold it: no ids, counts, instants, and no
 * codes from a list that the database knows.
 */
export const impersonalColumns: readonly string[] = [
  // Keys, days, digests and codes.
  ...words(`id county_id area_path version created_at updated_at salt content_hash
    photo_sha256 token_hash qr_secret day on_day starts_on ends_on expires_on active_from
    active_until delete_after known_from legal_basis subject_kind relation indicator topic kit
    position_accuracy_m position_original position_source`),
  // Which part somebody plays at work, and where.
  ...words(`identity.person.agency_id identity.person.home_county_id identity.person.duty_role
    identity.person.max_duties_per_week identity.person.active identity.person_contact.person_id
    schools.staff.school_id schools.staff.person_id schools.staff.kind schools.staff.source
    schools.staff.full_time schools.staff.end_reason identity.role_assignment.role
    identity.role_assignment.granted_until
    identity.invitation.role identity.audit_entry.actor_role identity.session.revoked_reason`),
  // Places, and the words of the house.
  ...words(`identity.agency.code identity.agency.name identity.area.code identity.area.name
    identity.area.name_en identity.area.retired_on duty.post.name duty.patrol.places
    duty.patrol_report.places schools.campus.name schools.campus.address schools.gate.name
    schools.gate.lon schools.gate.lat schools.police_room.name schools.police_room.lon
    schools.police_room.lat schools.school.name schools.school.name_en schools.school.pinyin
    schools.school.initials schools.school.address schools.school.town schools.school.lon
    schools.school.lat schools.school.code schools.school.temporary_code
    schools.school.source_ids schools.school.sessions schools.school.tags
    schools.bell.grade_band schools.bell.weekdays schools.calendar_day.name
    schools.calendar_day.source schools.calendar_horizon.known_until
    schools.calendar_horizon.source schools.term.name schools.written_rule.adopted_on`),
  // Counts, settings and codes of duty.
  ...words(`duty.gap.missing duty.notice.detail duty.post_event.legal_ground
    duty.post_event.result duty.setting.detour_factor
    duty.setting.travel_kmh duty.shift.heads duty.shift.must_roles duty.shift_horizon.made_until
    duty.shift_state.doubtful duty.shift_state.present duty.week_plan.week_starts_on
    statistics.report.figures statistics.report.period_starts_on
    statistics.report.period_ends_on statistics.report.rows_hash statistics.formula.version
    statistics.formula.texts`),
  // What the ground and imports keep of themselves.
  ...words(`identity.audit_entry.action identity.audit_entry.hash
    identity.audit_entry.previous_hash platform.chain_head.hash platform.file.media_type
    platform.file.purpose platform.file.sha256 platform.outbox.failed_reason
    platform.outbox.payload platform.remark.field schools.change_entry.fields
    schools.import_run.attribution schools.import_run.check_id schools.import_run.counts
    schools.import_run.file_name schools.import_run.file_sha256 schools.import_run.settings`),
]
