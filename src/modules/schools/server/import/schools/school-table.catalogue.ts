import type { TableWords, Words } from '../table-columns.ts'

/** How offices call the kinds of school, in both scripts. */
export const kindWords = {
  kindergarten: {
    zh: ['幼儿园', '幼稚园', '幼稚園', '幼稚園暨幼兒中心', '幼兒園', '托幼', '学前教育', '学前'],
    en: ['Kindergarten', 'Kindergarten-cum-child care centre', 'Preschool'],
  },
  primary: {
    zh: ['小学', '小學', '完全小学', '完小', '中心小学', '村小', '教学点', '小学教学点'],
    en: ['Primary', 'Primary school', 'Elementary'],
  },
  junior: {
    zh: ['初中', '初级中学', '初級中學', '普通初中'],
    en: ['Junior', 'Junior secondary', 'Junior middle school'],
  },
  senior: {
    zh: ['高中', '高级中学', '普通高中', '高級中學'],
    en: ['Senior', 'Senior secondary', 'Senior middle school'],
  },
  complete: {
    zh: ['完全中学', '完中', '中学', '中學', '普通中学', '十二年一贯制学校'],
    en: ['Complete secondary', 'Secondary', 'Secondary school'],
  },
  nineYear: {
    zh: ['九年一贯制学校', '九年一贯制', '九年制', '九年制学校', '一贯制'],
    en: ['Nine-year', 'Nine-year school'],
  },
  vocational: {
    zh: ['中等职业学校', '职业中学', '职业高中', '职高', '中职', '中专', '技工学校', '职业学校'],
    en: ['Vocational', 'Vocational school'],
  },
  special: {
    zh: ['特殊教育学校', '特教', '特殊教育', '特殊學校', '资助特殊学校'],
    en: ['Special', 'Special school'],
  },
  university: {
    zh: ['高等学校', '高校', '大学', '大学、高专', '高等院校'],
    en: ['University', 'College'],
  },
  other: { zh: ['其他', '其它', '其他学校'], en: ['Other'] },
} as const satisfies Readonly<Record<string, Words>>

/** What is taught; a template shows the first word of each. */
export const stageWords = {
  preschool: { zh: ['学前', '幼儿', '幼儿园', '學前'], en: ['Preschool', 'Kindergarten'] },
  primary: { zh: ['小学', '小學'], en: ['Primary', 'Elementary'] },
  junior: { zh: ['初中', '初级中学'], en: ['Junior secondary', 'Junior'] },
  senior: { zh: ['高中', '普通高中', '中职', '职高'], en: ['Senior secondary', 'Senior'] },
} as const satisfies Readonly<Record<string, Words>>

/** Words that stand for several stages and are no kind of school. */
export const stagesTogether: readonly (readonly [string, readonly (keyof typeof stageWords)[]])[] =
  [
    ['十二年一贯制学校', ['primary', 'junior', 'senior']],
    ['十二年一贯制', ['primary', 'junior', 'senior']],
    ['十五年一贯制', ['preschool', 'primary', 'junior', 'senior']],
    ['九年一贯', ['primary', 'junior']],
    ['义务教育', ['primary', 'junior']],
  ]

/** What may stand behind the word of a stage. */
export const stageEnding = /(阶段|学段|教育|部)$/

export const ownershipWords = {
  public: {
    zh: [
      '公办',
      '公立',
      '公办学校',
      '教育部门',
      '教育部门办',
      '集体办',
      '官立',
      '資助',
      '按位津貼',
    ],
    en: ['Public', 'Government', 'Aided', 'Caput'],
  },
  private: {
    zh: ['民办', '私立', '民办学校', '民办公助', '直接資助計劃', '私立獨立學校計劃', '普惠性民办'],
    en: ['Private', 'Direct subsidy scheme', 'Private independent school scheme'],
  },
  other: {
    zh: ['其他', '其它', '中外合作', '中外合作办学', '其他部门办', '英基學校協會'],
    en: ['Other', 'English Schools Foundation'],
  },
} as const satisfies Readonly<Record<string, Words>>

/** Sessions of schools that teach in half-days. */
export const sessionWords = {
  AM: { zh: ['上午', '上午班', '上午校'], en: ['AM', 'Morning'] },
  PM: { zh: ['下午', '下午班', '下午校'], en: ['PM', 'Afternoon'] },
  wholeDay: { zh: ['全日', '全天', '全日制', '整日'], en: ['Whole day', 'Full day'] },
  evening: { zh: ['夜校', '晚上', '晚间'], en: ['Evening'] },
} as const satisfies Readonly<Record<string, Words>>

/**
 * Parts of names and categories that tell the kind; the first that fits counts. Null: what says no
 * more than whose school it is.
 */
export const kindSigns: readonly (readonly [RegExp, keyof typeof kindWords | null])[] = [
  [/特殊|聋哑|聋人|盲人|启智|培智|special/i, 'special'],
  [/职业|職業|技工|技师|中专|中等专业|vocational/i, 'vocational'],
  [/大学附属?(小学|小學)/, 'primary'],
  [/大学附属?(中学|中學)/, 'complete'],
  [/幼儿园|幼兒園|幼稚园|幼稚園|托儿所|附幼|kindergarten|pre-?school/i, 'kindergarten'],
  [/九年(一贯)?制|九年一貫/, 'nineYear'],
  [/完全中学|中小学|中小學|十二年/, 'complete'],
  [/初级中学|初級中學|初中/, 'junior'],
  [/高级中学|高級中學|高中/, 'senior'],
  [/小学|小學|完小|附小|教学点|primary/i, 'primary'],
  [/中学|中學|附中|书院|書院|secondary/i, 'complete'],
  // A school of a university is none: counted as one it would be in no figure of schools.
  [/附属|附屬|附校|(大学|大學|学院|學院).*(学校|學校)/, null],
  [/大学|大學|学院|學院|university/i, 'university'],
]

/** Categories that are worth keeping as a tag beside the kind. */
export const categoryTags: readonly (readonly [RegExp, string])[] = [
  [/国际|國際|international/i, '国际学校'],
]

/** What may stand behind the name of a station. */
export const stationEnding = /(公安)?(派出所|分局|police station)$/i

/** Words behind a number of people. */
export const headUnits = ['人', '名', '个', '個'] as const

export const schoolTableWords: TableWords<
  | 'code'
  | 'name'
  | 'nameEn'
  | 'kind'
  | 'stage'
  | 'category'
  | 'ownership'
  | 'boarding'
  | 'enrolment'
  | 'boarders'
  | 'staffCount'
  | 'classes'
  | 'town'
  | 'station'
  | 'address'
  | 'lon'
  | 'lat'
  | 'session'
  | 'sourceId'
  | 'temporaryCode'
> = {
  title: { zh: '学校登记表', en: 'Schools' },
  columns: {
    code: {
      zh: [
        '学校标识码',
        '学校（机构）标识码',
        '机构标识码',
        '标识码',
        '机构代码',
        '学校代码',
        '学校（机构）代码',
        '国标码',
      ],
      en: ['School code', 'National code'],
      example: '2153000018',
      hint: {
        zh: '教育部十位学校标识码;没有的留空',
        en: 'The ten-digit national code; leave empty when there is none',
      },
    },
    name: {
      zh: [
        '学校名称',
        '校名',
        '学校全称',
        '学校（园）名称',
        '学校（机构）名称',
        '单位名称',
        '机构名称',
        '幼儿园名称',
        '学校',
        '名称',
        '學校名稱',
        '中文名稱',
      ],
      en: ['School name', 'Name', 'name_zh', 'Chinese name', 'School'],
      example: '安和县第一小学',
    },
    nameEn: {
      zh: ['英文名称', '英文校名', '英文名稱'],
      en: ['English name', 'name_en'],
      example: 'Anhe No. 1 Primary School',
    },
    kind: {
      zh: ['学校类别', '类别', '学校类型', '办学类型', '学校级别', '办学层次', '學校類別'],
      en: ['Kind', 'School kind', 'School type', 'Level', 'level_zh'],
      example: '小学',
    },
    stage: {
      zh: ['学段', '办学学段', '教育阶段', '學段'],
      en: ['Stages', 'Stage'],
      example: '小学',
      hint: {
        zh: '学前、小学、初中、高中,可填几个;留空按学校类别',
        en: 'Preschool, primary, junior or senior secondary; empty follows the kind',
      },
    },
    category: {
      zh: ['办学类别', '学校分类', '类型说明', '學校種類'],
      en: ['Category', 'category_zh'],
    },
    ownership: {
      zh: [
        '办学性质',
        '举办性质',
        '学校性质',
        '公办民办',
        '公民办',
        '举办者类型',
        '性质',
        '資助種類',
      ],
      en: ['Ownership', 'Finance type', 'finance_zh'],
      example: '公办',
    },
    boarding: {
      zh: ['是否寄宿', '寄宿', '寄宿制', '是否寄宿制', '是否寄宿制学校', '是否住宿'],
      en: ['Boarding'],
      example: '否',
    },
    enrolment: {
      zh: [
        '在校生数',
        '在校生',
        '学生数',
        '学生人数',
        '在校学生',
        '在校学生数',
        '在园幼儿数',
        '在校生人数',
      ],
      en: ['Enrolment', 'Pupils', 'Students'],
      example: '1200',
    },
    boarders: {
      zh: [
        '寄宿生数',
        '寄宿生',
        '住校生',
        '住校生数',
        '住宿生',
        '住宿生数',
        '寄宿学生数',
        '住宿人数',
      ],
      en: ['Boarders'],
      example: '0',
    },
    staffCount: {
      zh: ['教职工数', '教职工', '教职工人数', '教职员工数'],
      en: ['Staff'],
      example: '86',
    },
    classes: { zh: ['班级数', '班数', '教学班数', '教学班'], en: ['Classes'], example: '27' },
    town: {
      zh: [
        '乡镇（街道）',
        '乡镇',
        '所在乡镇',
        '所属乡镇',
        '街道',
        '镇街',
        '所在街道',
        '所属区域',
        '所在地区',
        '區域',
        '分区',
      ],
      en: ['Town', 'District', 'district_zh'],
      example: '城关镇',
    },
    station: {
      zh: ['派出所', '辖区派出所', '所属派出所', '管辖派出所', '属地派出所'],
      en: ['Police station', 'Station'],
      example: '城关派出所',
      hint: {
        zh: '已登记的派出所名称;不清楚的留空',
        en: 'A registered station; leave empty when unknown',
      },
    },
    address: {
      zh: ['地址', '学校地址', '详细地址', '校址', '办学地址', '单位地址', '學校地址', '中文地址'],
      en: ['Address', 'address_zh'],
      example: '人民路 12 号',
    },
    lon: {
      zh: ['经度', '東經', '东经', '經度', '学校经度'],
      en: ['Longitude', 'lon', 'lng', 'x', 'lon_wgs84', 'longitude_wgs84'],
      example: '102.5031',
      hint: {
        zh: '导入时会询问坐标来自哪种地图',
        en: 'The import will ask which map the positions come from',
      },
    },
    lat: {
      zh: ['纬度', '北纬', '北緯', '緯度', '学校纬度'],
      en: ['Latitude', 'lat', 'y', 'lat_wgs84', 'latitude_wgs84'],
      example: '24.9012',
    },
    session: {
      zh: ['时段', '班制', '上课时段', '学校授课时间', '學校授課時間'],
      en: ['Session', 'session_zh'],
      hint: {
        zh: '半日制学校的上午、下午;同一所学校的各行会合并成一所',
        en: 'AM, PM or whole day; rows of one school are merged into one',
      },
    },
    sourceId: {
      zh: ['原系统编号', '原编号', '登记编号', '学校编号', '學校編號', '来源编号'],
      en: ['Source id', 'School number', 'school_no', 'Registration number'],
      hint: {
        zh: '其他登记系统的编号,原样保留',
        en: 'The number of another register, kept as it is',
      },
    },
    temporaryCode: {
      zh: ['临时编号', '临时标识码', '暂用编号'],
      en: ['Temporary code'],
    },
  },
}

/** Words in a heading or above the table that say which map its positions come from. */
export const coordinateSigns = [
  ['wgs84', /wgs-?_?84|gps|天地图|cgcs-?2000|国家2000|大地坐标/i],
  ['gcj02', /gcj-?_?02|高德|腾讯|火星坐标|国测局/i],
  ['bd09', /bd-?_?09|百度/i],
] as const satisfies readonly (readonly ['wgs84' | 'gcj02' | 'bd09', RegExp])[]

/** Headings whose content about people is not taken, and said to be left out. */
export const personalHeading =
  /电话|電話|手机|联系方式|联系号码|传真|身份证|证件号|证件号码|居民身份|phone|mobile|tel(?:ephone)?\b|fax|id.?card|id.?number/i
