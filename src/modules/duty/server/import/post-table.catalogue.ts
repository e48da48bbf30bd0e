/** Headings and words of the table of posts, and what its rules say. */
export const postTableWords = {
  title: { zh: '护学岗设置表', en: 'Posts' },
  columns: {
    code: {
      zh: ['学校标识码', '学校（机构）标识码', '标识码', '机构代码'],
      en: ['School code'],
      example: '2153000018',
    },
    school: {
      zh: ['学校名称', '校名', '学校', '单位名称'],
      en: ['School name', 'School'],
      example: '安和县第一小学',
    },
    town: { zh: ['乡镇（街道）', '乡镇', '街道'], en: ['Town'] },
    gate: {
      zh: ['校门名称', '校门', '岗位位置', '岗位地点'],
      en: ['Gate'],
      example: '东门',
      hint: { zh: '学校只有一个校门时可以留空', en: 'May stay empty at a school with one gate' },
    },
    name: {
      zh: ['护学岗名称', '岗位名称', '高峰岗名称', '岗名', '护学岗'],
      en: ['Post', 'Post name'],
      example: '第一小学东门岗',
    },
    police: { zh: ['民警', '民警人数', '警力'], en: ['Police'], example: '1' },
    auxiliary: { zh: ['辅警', '辅警人数'], en: ['Auxiliaries'], example: '1' },
    cadre: { zh: ['学校干部', '值班干部', '干部', '干部人数'], en: ['Cadres'], example: '1' },
    guard: { zh: ['保安员', '保安', '保安人数'], en: ['Guards'], example: '2' },
    staff: { zh: ['教职工', '教师', '值班教师', '教师人数'], en: ['Staff'], example: '2' },
    volunteer: {
      zh: ['家长志愿者', '志愿者', '家长', '志愿者人数', '群防力量'],
      en: ['Volunteers'],
      example: '4',
    },
    radiusM: {
      zh: ['签到半径', '签到范围', '签到半径（米）'],
      en: ['Radius in metres'],
      example: '50',
    },
    mustAttend: {
      zh: ['必到级别', '三见必到', '必到', '督导级别'],
      en: ['Must attend'],
      hint: {
        zh: '哪一级要求必须见警,没有的留空',
        en: 'The level that insists on police; empty if none',
      },
    },
    sanjian: { zh: ['是否三见', '三见', '见警岗'], en: ['Police to be seen'], example: '是' },
    activeFrom: {
      zh: ['启用日期', '设岗日期', '开始日期'],
      en: ['From'],
      example: '2026-09-01',
    },
    activeUntil: { zh: ['停用日期', '撤岗日期', '结束日期'], en: ['Until'] },
  },
} as const

export const mustAttendWords = {
  station: { zh: ['派出所', '所级'], en: ['Station'] },
  county: { zh: ['县局', '区局', '分局', '县级', '县(区)局'], en: ['County'] },
  city: { zh: ['市局', '市级'], en: ['City'] },
} as const

export const headUnits = ['人', '名'] as const

export const postRules = {
  gateUnknown: {
    zh: '“{school}”没有名为“{gate}”的校门。请先登记校门,或改成登记的名称。',
    en: '“{school}” has no gate called “{gate}”. Enter it first, or use its name.',
  },
  gateNeeded: {
    zh: '“{school}”有 {count} 个校门,请写明岗位在哪个校门。',
    en: '“{school}” has {count} gates; say at which the post stands.',
  },
  stationMissing: {
    zh: '“{school}”还没有归到派出所,不能设岗。请先在学校页面指定派出所。',
    en: '“{school}” lies under no station yet; name its station first.',
  },
  samePostTwice: {
    zh: '与第 {row} 行是同一校门。一个校门设一个岗,请删去一行。',
    en: 'The same gate as row {row}. A gate has one post; delete one row.',
  },
  mustAttendWithoutPolice: {
    zh: '“{school}”的岗位列为必到({level}),民警至少 1 人且列为必需。请填民警人数,或清空必到级别。',
    en: 'The post at “{school}” must be attended ({level}): it needs at least one police officer as a must role. Enter the number, or empty the level.',
  },
  endsBeforeStart: {
    zh: '停用日期({until})早于启用日期({from})。请改正。',
    en: 'It ends ({until}) before it starts ({from}). Correct it.',
  },
} as const satisfies Record<string, { zh: string; en: string }>

/** A post that nobody named is called by its school and gate. */
export const postName = (school: string, gate: string): string => `${school}${gate}`
