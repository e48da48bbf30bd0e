import type { Skill } from '../../../../identity/contract/skill.ts'
import type { TableWords, Words } from '../table-columns.ts'

/** What somebody is, as rosters of bureaus, stations and schools call it. */
export const partWords = {
  police: { zh: ['民警', '警察', '公安民警', '正式民警'], en: ['Police', 'Officer'] },
  auxiliary: { zh: ['辅警', '警务辅助人员', '协警'], en: ['Auxiliary'] },
  principal: { zh: ['校长', '园长', '副校长', '书记'], en: ['Principal'] },
  cadre: {
    zh: [
      '安全干部',
      '保卫干部',
      '安保干部',
      '安全副校长',
      '安全主任',
      '保卫科长',
      '值班领导',
      '干部',
    ],
    en: ['Cadre', 'Security cadre'],
  },
  guard: { zh: ['保安员', '保安', '门卫', '安保人员'], en: ['Guard'] },
  dormManager: { zh: ['宿管员', '宿管', '宿舍管理员', '生活老师'], en: ['Dorm manager'] },
  dutyTeacher: {
    zh: ['值班教师', '值班老师', '护学教师', '教师', '老师'],
    en: ['Duty teacher', 'Teacher'],
  },
  team: { zh: ['校园安保队', '护校队', '护校队员', '护卫队员'], en: ['School team'] },
  volunteer: { zh: ['家长志愿者', '志愿者', '家长', '义工'], en: ['Volunteer'] },
  office: { zh: ['机关', '机关人员', '其他', '内勤'], en: ['Office', 'Other'] },
} as const satisfies Readonly<Record<string, Words>>

export const sourceWords = {
  company: { zh: ['保安公司', '公司派驻', '派驻', '外包', '保安公司派驻'], en: ['Company'] },
  own: { zh: ['自行招用', '自聘', '学校自聘', '自招', '学校招用'], en: ['Own', 'Own hire'] },
} as const satisfies Readonly<Record<string, Words>>

export const timeWords = {
  full: { zh: ['专职', '全职'], en: ['Full time'] },
  part: { zh: ['兼职'], en: ['Part time'] },
} as const satisfies Readonly<Record<string, Words>>

/** What tables call a skill; the first is what the template shows. */
export const skillWords: Readonly<Record<Skill, Words>> = {
  driving: {
    zh: ['驾驶', '驾照', '驾驶证', '机动车驾驶证', '机动车驾驶', '会开车', '开车', '司机'],
    en: ['Driving licence', 'Driving', 'Driver'],
  },
  firstAid: {
    zh: ['急救', '急救员', '急救证', '救护', '救护员', '救护员证', '心肺复苏'],
    en: ['First aid', 'First aider', 'CPR'],
  },
  firearms: {
    zh: ['持枪资格', '持枪', '持枪证', '配枪', '配枪资格', '公务用枪持枪证'],
    en: ['Firearms permit', 'Firearms', 'Armed'],
  },
  crowd: {
    zh: ['人群疏导', '人流疏导', '人员疏散', '应急疏散', '秩序维护'],
    en: ['Crowd guidance', 'Crowd control', 'Crowd'],
  },
  traffic: {
    zh: ['交通指挥', '交通疏导', '指挥交通', '交通手势'],
    en: ['Traffic direction', 'Traffic'],
  },
  drone: { zh: ['无人机', '无人机操作', '无人机驾驶', '无人机飞手'], en: ['Drone', 'UAV'] },
  fireSafety: {
    zh: ['消防', '灭火', '消防员', '消防证', '消防设施操作员', '消防技能'],
    en: ['Fire safety', 'Fire fighting'],
  },
  mediation: {
    zh: ['纠纷调解', '调解', '矛盾调解', '矛盾纠纷调解', '调解员', '人民调解员'],
    en: ['Mediation', 'Mediator'],
  },
  counselling: {
    zh: ['心理疏导', '心理辅导', '心理咨询', '心理咨询师'],
    en: ['Counselling', 'Counsellor'],
  },
}

export const personTableWords: TableWords<
  | 'name'
  | 'part'
  | 'unit'
  | 'code'
  | 'badge'
  | 'source'
  | 'time'
  | 'certificateNo'
  | 'certificateExpiresOn'
  | 'startsOn'
  | 'skills'
  | 'dutiesPerWeek'
> = {
  title: { zh: '人员登记表', en: 'People' },
  columns: {
    name: { zh: ['姓名', '人员姓名', '名字'], en: ['Name', 'Full name'], example: '某某某' },
    part: {
      zh: ['岗位', '人员类别', '职务', '身份', '类别', '岗位类别', '人员类型'],
      en: ['Part', 'Post', 'Position'],
      example: '保安员',
    },
    unit: {
      zh: [
        '单位',
        '所在单位',
        '学校名称',
        '工作单位',
        '所属单位',
        '学校',
        '派出所',
        '校名',
        '单位名称',
      ],
      en: ['Unit', 'School', 'Station'],
      example: '安和县第一小学',
      hint: {
        zh: '已登记的学校、派出所或单位名称',
        en: 'A registered school, station or agency',
      },
    },
    code: {
      zh: ['学校标识码', '学校（机构）标识码', '标识码', '机构代码'],
      en: ['School code'],
      hint: { zh: '同名学校用它区分', en: 'Tells schools of one name apart' },
    },
    badge: {
      zh: ['警号', '工号', '辅警编号', '编号'],
      en: ['Badge', 'Work number'],
      hint: { zh: '民警、辅警用它认定同一人', en: 'Tells officers of one name apart' },
    },
    source: {
      zh: ['保安来源', '来源', '用工方式', '招用方式', '派驻方式'],
      en: ['Source'],
      example: '保安公司',
      hint: {
        zh: '保安员必填:保安公司派驻,或学校自行招用',
        en: 'Needed for guards: of a company, or hired by the school',
      },
    },
    time: {
      zh: ['专兼职', '专职/兼职', '用工形式', '是否专职'],
      en: ['Full or part time'],
      example: '专职',
    },
    certificateNo: {
      zh: ['保安员证号', '保安证号', '上岗证号', '资格证号', '证书编号'],
      en: ['Certificate number'],
    },
    certificateExpiresOn: {
      zh: ['证件到期', '保安员证到期', '证件有效期', '证书有效期', '有效期至'],
      en: ['Certificate expires'],
      example: '2028-06-30',
    },
    startsOn: {
      zh: ['到岗日期', '上岗日期', '入职日期', '任职日期', '到校日期', '入职时间'],
      en: ['Since'],
      example: '2026-09-01',
    },
    skills: {
      zh: ['特长', '技能', '专长'],
      en: ['Skills'],
      example: '驾驶、急救',
      hint: {
        zh: `只登记：${Object.values(skillWords)
          .map(({ zh }) => zh[0])
          .join('、')}`,
        en: `Only: ${Object.values(skillWords)
          .map(({ en }) => en[0])
          .join(', ')}`,
      },
    },
    dutiesPerWeek: {
      zh: ['每周上岗上限', '每周最多班次', '周班次上限'],
      en: ['Duties per week, at most'],
      example: '10',
    },
  },
}
