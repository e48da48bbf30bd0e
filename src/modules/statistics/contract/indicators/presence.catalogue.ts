import type { Said } from '../../../../platform/contract/said.ts'
import type { IndicatorDefinition } from '../indicator.ts'
import { clauses } from './clauses.catalogue.ts'
import { rows, units } from './terms.catalogue.ts'

const validCheckIn: Said = {
  zh: '有效签到指范围内、扫门口码、带班人员确认、不确定但有照片或补签获批的签到；每人每岗次计1，补签未批、重复、范围外不计。',
  en: 'A valid check-in is inside, by gate code, confirmed by a supervisor, uncertain with photo, or approved afterwards; one person counts once a shift.',
}

type RowsDefinition = IndicatorDefinition & { readonly formula: typeof rows }

const checkIns = (name: Said, who: Said): RowsDefinition => ({
  group: 'presence',
  period: 'since',
  formula: rows,
  name,
  unit: units.personTime,
  definition: {
    zh: `累计。护学岗上${who.zh}的有效签到。${validCheckIn.zh}`,
    en: `Since. Valid check-ins of ${who.en} at posts. ${validCheckIn.en}`,
  },
  source: clauses.team,
})

/** Posts, who stood at them, and gaps. */
export const presenceIndicators = {
  guard_posts: {
    group: 'posts',
    period: 'asOf',
    formula: rows,
    name: { zh: '护学岗', en: 'Posts at school gates' },
    unit: units.post,
    definition: {
      zh: '时点。期末当日在办学校处于启用期内的护学岗，高校的一并计入。',
      en: 'As of the last day: posts of operating schools, universities among them, in force on that day.',
    },
    source: clauses.posts,
  },
  guard_post_schools: {
    group: 'posts',
    period: 'asOf',
    formula: rows,
    name: { zh: '设护学岗的学校', en: 'Schools with a post' },
    unit: units.school,
    definition: {
      zh: '时点。期末当日在办且至少有一处启用护学岗的中小学校、幼儿园，一校计1。',
      en: 'As of the last day: operating schools and kindergartens with at least one post in force.',
    },
    source: clauses.posts,
  },
  guard_post_coverage: {
    group: 'posts',
    period: 'asOf',
    formula: { kind: 'quotient', of: 'guard_post_schools', per: 'schools_total', percent: true },
    name: { zh: '护学岗设置率', en: 'Coverage by posts' },
    unit: units.percent,
    definition: {
      zh: '时点。设护学岗的学校 ÷ 学校总数。',
      en: 'As of the last day: schools with a post ÷ all schools.',
    },
    source: clauses.coverage,
    decimals: 1,
  },
  duty_shifts: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '护学岗次', en: 'Shifts' },
    unit: units.shift,
    definition: {
      zh: '累计。一处护学岗在一个上学或放学时段计1岗次，取消的不计；当日按计划计，以后各日不计。',
      en: 'Since. One post in one half-day is one shift; cancelled ones do not count. Today counts as planned, days ahead do not count.',
    },
    source: clauses.bellTimes,
  },
  duty_days: {
    group: 'presence',
    period: 'since',
    formula: { kind: 'days', of: 'duty_shifts' },
    name: { zh: '勤务日', en: 'Duty days' },
    unit: units.day,
    definition: {
      zh: '累计。辖区内至少有一个护学岗次的日子，一日计1。',
      en: 'Since. Days with at least one shift in the area.',
    },
    source: null,
  },
  schools_on_duty: {
    group: 'presence',
    period: 'since',
    formula: { kind: 'places', of: 'duty_shifts' },
    name: { zh: '护学勤务覆盖学校', en: 'Schools covered by duty' },
    unit: units.school,
    definition: {
      zh: '累计。期内至少有一个护学岗次的学校，一校计1；有岗次的高校一并计入。',
      en: 'Since. Schools with at least one shift in the period, universities among them.',
    },
    source: clauses.patrol,
  },
  sanjian_shifts: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '“三见”岗次', en: 'Three-sights shifts' },
    unit: units.shift,
    definition: {
      zh: '累计。要求见警察、见警车、见警灯且已打铃的岗次。',
      en: 'Since. Shifts that ask for police, police car and police light to be seen and whose bell has rung.',
    },
    source: clauses.patrol,
  },
  sanjian_school_count: {
    group: 'presence',
    period: 'since',
    formula: { kind: 'places', of: 'sanjian_shifts' },
    name: { zh: '开展“三见”学校', en: 'Three-sights schools' },
    unit: units.school,
    definition: {
      zh: '累计。期内至少有一个“三见”岗次的学校，一校计1；有岗次的高校一并计入。',
      en: 'Since. Schools with at least one three-sights shift in the period, universities among them.',
    },
    source: clauses.patrol,
  },
  sanjian_confirmed_shifts: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '学校确认“三见”岗次', en: 'Three-sights shifts confirmed' },
    unit: units.shift,
    definition: {
      zh: '累计。“三见”岗次中，学校确认警察、警车、警灯三项都见到的岗次。',
      en: 'Since. Three-sights shifts whose school confirmed all three sights.',
    },
    source: clauses.threeSights,
  },
  sanjian_confirmed_rate: {
    group: 'presence',
    period: 'since',
    formula: {
      kind: 'quotient',
      of: 'sanjian_confirmed_shifts',
      per: 'sanjian_shifts',
      percent: true,
    },
    name: { zh: '“三见”确认率', en: 'Rate of confirmed sights' },
    unit: units.percent,
    definition: {
      zh: '累计。学校确认“三见”岗次 ÷ “三见”岗次。',
      en: 'Since. Confirmed three-sights shifts ÷ three-sights shifts.',
    },
    source: clauses.threeSights,
    decimals: 1,
  },
  police_shifts_required: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '应见警岗次', en: 'Shifts that ask for police' },
    unit: units.shift,
    definition: {
      zh: '累计。按岗位要求应有民警且已打铃的岗次。',
      en: 'Since. Shifts whose team asks for at least one police officer and whose bell has rung.',
    },
    source: clauses.rates,
  },
  police_shifts_seen: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '见警岗次', en: 'Shifts with police' },
    unit: units.shift,
    definition: {
      zh: `累计。应见警岗次中有民警有效签到的岗次。${validCheckIn.zh}`,
      en: `Since. Of those, shifts with a valid check-in of a police officer. ${validCheckIn.en}`,
    },
    source: clauses.rates,
  },
  see_police_rate: {
    group: 'presence',
    period: 'since',
    formula: {
      kind: 'quotient',
      of: 'police_shifts_seen',
      per: 'police_shifts_required',
      percent: true,
    },
    name: { zh: '见警率', en: 'See-police rate' },
    unit: units.percent,
    definition: {
      zh: '累计。见警岗次 ÷ 应见警岗次（本产品定义，各地未见统一公式）。',
      en: 'Since. Shifts with police ÷ shifts that ask for police (a definition of this product).',
    },
    source: clauses.rates,
    decimals: 1,
  },
  must_attend_missed: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '必到未到', en: 'Must-attend shifts missed' },
    unit: units.shift,
    definition: {
      zh: `累计。列为三见必到的岗位中，岗次结束时没有民警有效签到的岗次（补签核准后不再计）。${validCheckIn.zh}`,
      en: `Since. Shifts of posts that police must attend which ended without a valid check-in of a police officer (one approved later no longer counts). ${validCheckIn.en}`,
    },
    source: clauses.mustAttend,
  },
  duty_assigned_person_times: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '应勤警力', en: 'Police assigned to posts' },
    unit: units.personTime,
    definition: {
      zh: '累计。已发布排班中民警、辅警的上岗安排，取消的岗次不计。',
      en: 'Since. Published assignments of police and auxiliaries to shifts that took place.',
    },
    source: clauses.team,
  },
  duty_person_times_police: checkIns(
    { zh: '民警上岗', en: 'Police at posts' },
    { zh: '民警', en: 'police' },
  ),
  duty_person_times_auxiliary: checkIns(
    { zh: '辅警上岗', en: 'Auxiliaries at posts' },
    { zh: '辅警', en: 'auxiliaries' },
  ),
  duty_person_times_cadre: checkIns(
    { zh: '保卫干部上岗', en: 'Security cadres at posts' },
    { zh: '保卫干部', en: 'security cadres' },
  ),
  duty_person_times_guard: checkIns(
    { zh: '保安员上岗', en: 'Guards at posts' },
    { zh: '专职保安员', en: 'guards' },
  ),
  duty_person_times_staff: checkIns(
    { zh: '教职员工上岗', en: 'Staff at posts' },
    { zh: '教职员工', en: 'school staff' },
  ),
  duty_person_times_mass: checkIns(
    { zh: '群防群治力量上岗', en: 'Volunteers at posts' },
    { zh: '群防群治力量（含临时到场人员）', en: 'volunteers and walk-up guests' },
  ),
  duty_person_times: {
    group: 'presence',
    period: 'since',
    formula: { kind: 'sum', of: ['duty_person_times_police', 'duty_person_times_auxiliary'] },
    name: { zh: '护学执勤出动警力', en: 'Police on gate duty' },
    unit: units.personTime,
    definition: {
      zh: `累计。护学岗上民警、辅警的有效签到。${validCheckIn.zh}`,
      en: `Since. Valid check-ins of police and auxiliaries at posts. ${validCheckIn.en}`,
    },
    source: clauses.duty,
  },
  duty_person_times_all: {
    group: 'presence',
    period: 'since',
    formula: {
      kind: 'sum',
      of: [
        'duty_person_times_police',
        'duty_person_times_auxiliary',
        'duty_person_times_cadre',
        'duty_person_times_guard',
        'duty_person_times_staff',
        'duty_person_times_mass',
      ],
    },
    name: { zh: '护学岗上岗', en: 'Everybody on gate duty' },
    unit: units.personTime,
    definition: {
      zh: `累计。护学岗上各类人员的有效签到。${validCheckIn.zh}`,
      en: `Since. Valid check-ins of all roles at posts. ${validCheckIn.en}`,
    },
    source: clauses.team,
  },
  duty_person_times_daily_avg: {
    group: 'presence',
    period: 'average',
    formula: { kind: 'quotient', of: 'duty_person_times', per: 'duty_days', percent: false },
    name: { zh: '日均护学警力', en: 'Police on gate duty a day' },
    unit: units.personTimePerDay,
    definition: {
      zh: '日均。护学执勤出动警力 ÷ 勤务日。',
      en: 'Average. Police on gate duty ÷ duty days.',
    },
    source: clauses.patrol,
    decimals: 1,
  },
  duty_hours: {
    group: 'presence',
    period: 'since',
    formula: rows,
    name: { zh: '护学执勤时长', en: 'Hours on gate duty' },
    unit: units.hour,
    definition: {
      zh: '累计。有效签到到本人签退之间的时间，中途签退离岗的时间不计；系统自动签退和没有签退的不计时长。',
      en: 'Since. From a valid check-in to the own check-out, without the time away between; what closed itself counts no hours.',
    },
    source: clauses.bellTimes,
    perUnit: 60,
    decimals: 1,
  },
  unmanned_gaps: {
    group: 'gaps',
    period: 'since',
    formula: rows,
    name: { zh: '铃前空岗', en: 'Unmanned before the bell' },
    unit: units.shift,
    definition: {
      zh: '累计。打铃前判定时，必需力量无人到岗的岗次，一岗次几次空岗计1；打铃后离岗的不计。',
      en: 'Since. Shifts where nobody of a must role was there when judged before the bell, each once however often; who leaves after the bell leaves no such gap.',
    },
    source: clauses.onTime,
  },
  unmanned_gaps_filled: {
    group: 'gaps',
    period: 'since',
    formula: rows,
    name: { zh: '空岗已补', en: 'Unmanned posts filled' },
    unit: units.shift,
    definition: {
      zh: '累计。铃前空岗中因人员有效签到而补上的岗次；几次空岗的以最后一次为准，不确定的签到有照片或核准后才算补上。',
      en: 'Since. Of those, shifts that a valid check-in filled; of several gaps the last decides, and an uncertain check-in fills one once its photo or an approval is there.',
    },
    source: clauses.onTime,
  },
  unmanned_at_bell: {
    group: 'gaps',
    period: 'since',
    formula: rows,
    name: { zh: '至打铃仍空', en: 'Unmanned at the bell' },
    unit: units.shift,
    definition: {
      zh: '累计。到打铃时仍未补上的空岗。',
      en: 'Since. Unmanned shifts still open when the bell rang.',
    },
    source: clauses.onTime,
  },
  short_gaps: {
    group: 'gaps',
    period: 'since',
    formula: rows,
    name: { zh: '缺员', en: 'Short-handed' },
    unit: units.shift,
    definition: {
      zh: '累计。打铃前判定时，必需力量在岗、其他应到人员不足的岗次，一岗次计1；群防群治力量不计入应到。',
      en: 'Since. Shifts where the must roles were there and another role was below its minimum when judged before the bell, each once; volunteers never count.',
    },
    source: clauses.onTime,
  },
  unmanned_fill_minutes: {
    group: 'gaps',
    period: 'since',
    formula: rows,
    name: { zh: '空岗补岗用时合计', en: 'Minutes until filled' },
    unit: units.minute,
    definition: {
      zh: '累计。已补岗次从判定空岗到补上的分钟数，几次空岗相加，不足1分钟的舍去。',
      en: 'Since. Whole minutes from judgement to check-in of filled unmanned shifts, over all gaps of each.',
    },
    source: null,
  },
  unmanned_fill_minutes_avg: {
    group: 'gaps',
    period: 'average',
    formula: {
      kind: 'quotient',
      of: 'unmanned_fill_minutes',
      per: 'unmanned_gaps_filled',
      percent: false,
    },
    name: { zh: '补岗平均用时', en: 'Mean time until filled' },
    unit: units.minute,
    definition: {
      zh: '平均。空岗补岗用时合计 ÷ 空岗已补岗次。',
      en: 'Average. Minutes until filled ÷ unmanned posts filled.',
    },
    source: clauses.onTime,
    decimals: 1,
  },
} as const satisfies Record<string, IndicatorDefinition>
