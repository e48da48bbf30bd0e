/** What the register's own rules say about a row; each says what to do. */
export const rowRules = {
  codeUnknownCategory: {
    zh: '标识码“{code}”前两位不是任何办学类型。请核对十位学校标识码。',
    en: 'The first two digits of “{code}” are no kind of school. Check the ten-digit code.',
  },
  codeUnknownProvince: {
    zh: '标识码“{code}”的第三、四位不是任何省份。请核对十位学校标识码。',
    en: 'Digits three and four of “{code}” are no province. Check the ten-digit code.',
  },
  codeOtherKind: {
    zh: '标识码“{code}”的类型与所填类别不一致。请核对其中一项。',
    en: 'The code “{code}” is of another kind than the row says. Check one of them.',
  },
  boardersExceedEnrolment: {
    zh: '寄宿生({boarders})多于在校生({enrolment})。请改正其中一项。',
    en: 'More boarders ({boarders}) than pupils ({enrolment}). Correct one of them.',
  },
  boardingByBoarders: {
    zh: '没有写明是否寄宿,有寄宿生 {boarders} 人,登记为寄宿制。请核对。',
    en: 'Boarding is not stated; with {boarders} boarders taken for a boarding school. Check it.',
  },
  boardersAtDaySchool: {
    zh: '有寄宿生 {boarders} 人,却写明不是寄宿制。仍按“否”登记,请核对其中一项。',
    en: '{boarders} boarders, yet said to be no boarding school; entered as told. Check one of them.',
  },
  positionIncomplete: {
    zh: '只有经度或只有纬度。请补上另一个,或两个都留空。',
    en: 'Only one of longitude and latitude. Give both or neither.',
  },
  positionOutside: {
    zh: '位置不在中国境内。请核对经纬度。',
    en: 'The position lies outside China. Check longitude and latitude.',
  },
  stationUnknown: {
    zh: '辖区内没有名为“{station}”的派出所。请改成已登记的名称，或由系统管理员先在“辖区与单位”登记，也可留空。',
    en: 'There is no station “{station}” here. Use a registered name, have the system administrator enter it under “Areas and agencies”, or leave it empty.',
  },
  stationDiffers: {
    zh: '登记表里这所学校归“{present}”。导入不改派出所,请在学校页面调整。',
    en: 'The register has it under “{present}”. An import moves no school; do it on its page.',
  },
  kindGuessed: {
    zh: '没有填类别,按校名定为“{kind}”。请核对。',
    en: 'No kind given; by its name taken for “{kind}”. Check it.',
  },
  kindUnknown: {
    zh: '看不出学校类别,暂记为“其他”。请补填类别。',
    en: 'The kind of school cannot be told; entered as “other”. Add it.',
  },
  stageUnknown: {
    zh: '“{words}”看不出是哪个学段,未登记。请写学前、小学、初中、高中,可写几个。',
    en: '“{words}” names no stage; left out. Write preschool, primary, junior or senior secondary.',
  },
  kindsCombined: {
    zh: '同一所学校有几个学段({kinds}),合并登记为“{kind}”。',
    en: 'One school of several stages ({kinds}); entered as “{kind}”.',
  },
  sameSchoolTwice: {
    zh: '与第 {row} 行同名同址。请删去一行;若是同校的不同时段,请填上“时段”。',
    en: 'Same name and address as row {row}. Delete one; for sessions of one school, say which.',
  },
  otherCodeSameSchool: {
    zh: '与第 {row} 行同名同址,标识码却不同。请核对。',
    en: 'Same name and address as row {row}, but another code. Check them.',
  },
  farApart: {
    zh: '与同校其他行的位置相距 {metres} 米,取各行的中间位置。若是不同校区,请分别命名。',
    en: '{metres} m from the other rows of this school; the middle was taken. Name campuses apart.',
  },
  recordTwice: {
    zh: '第 {row} 行已对应登记表里的“{name}”,这一行也对应它。请核对。',
    en: 'Row {row} already belongs to “{name}” of the register, and so does this one. Check them.',
  },
  recordsAmbiguous: {
    zh: '登记表里有 {count} 条记录可对应这一行(如“{name}”)。请填上标识码。',
    en: '{count} records of the register could be meant (“{name}”). Add the code.',
  },
  codeOfOther: {
    zh: '标识码“{code}”在登记表里是“{name}”。请核对校名或标识码。',
    en: 'In the register the code “{code}” is “{name}”. Check the name or the code.',
  },
  movedFar: {
    zh: '登记的位置将移动 {metres} 米。请确认坐标系和位置。',
    en: 'The registered position would move by {metres} m. Check datum and position.',
  },
  schoolUnknown: {
    zh: '登记表里没有“{school}”。请先登记学校,或改成登记的名称、标识码。',
    en: 'The register has no “{school}”. Enter it first, or use its registered name or code.',
  },
  schoolAmbiguous: {
    zh: '登记表里有 {count} 所“{school}”。请填上标识码或乡镇。',
    en: 'The register has {count} schools called “{school}”. Add the code or the town.',
  },
  weekdaysUnreadable: {
    zh: '“{value}”看不出是星期几。请写成“周一至周五”或“1-5”。',
    en: '“{value}” names no weekdays. Write “1-5”.',
  },
  dismissalBeforeArrival: {
    zh: '放学时间({dismissal})不晚于上学时间({arrival})。请改正。',
    en: 'Dismissal ({dismissal}) is not after arrival ({arrival}). Correct it.',
  },
  endsBeforeStart: {
    zh: '结束日期({endsOn})早于开始日期({startsOn})。请改正。',
    en: 'It ends ({endsOn}) before it starts ({startsOn}). Correct it.',
  },
  nothingSaid: {
    zh: '这一行既没有校门,也没有上学、放学时间。请补上,或删去。',
    en: 'The row names neither a gate nor a time. Complete or delete it.',
  },
  sameBellTwice: {
    zh: '与第 {row} 行的校门、年级、星期相同,时间却不同。请核对。',
    en: 'Same gate, grades and weekdays as row {row}, but other times. Check them.',
  },
  gateDiffers: {
    zh: '与第 {row} 行是同一校门,内容却不同。请核对。',
    en: 'The same gate as row {row}, but described otherwise. Check them.',
  },
  unitUnknown: {
    zh: '辖区内没有“{unit}”。请改成已登记的名称：学校在“学校”登记，派出所和单位由系统管理员在“辖区与单位”登记。',
    en: 'There is no “{unit}” here. Use a registered name: schools are entered under “Schools”, stations and agencies by the system administrator under “Areas and agencies”.',
  },
  unitAmbiguous: {
    zh: '登记表里有 {count} 个“{unit}”。请填上学校标识码。',
    en: 'There are {count} called “{unit}”. Add the school code.',
  },
  policeElsewhere: {
    zh: '民警、辅警应归在派出所等公安单位,“{unit}”不是。',
    en: 'Police and auxiliaries belong to a police unit; “{unit}” is none.',
  },
  schoolNeeded: {
    zh: '这个岗位在学校,“{unit}”不是学校。请填学校名称。',
    en: 'This part is played at a school; “{unit}” is none. Give the school.',
  },
  guardSourceMissing: {
    zh: '保安员须写明来源:保安公司派驻,或学校自行招用。',
    en: 'Say of each guard whether a company stations him or the school hired him.',
  },
  samePersonTwice: {
    zh: '与第 {row} 行是同一单位同一岗位的同名人员。若是两个人,请填上警号或工号区分。',
    en: 'Same name, unit and part as row {row}. If they are two, add their work numbers.',
  },
  personAmbiguous: {
    zh: '这个单位有 {count} 名同名同岗的人员。请填上警号或工号。',
    en: 'The unit has {count} people of this name and part. Add the work number.',
  },
  badgeOfOther: {
    zh: '这个警号或工号在登记表里属于另一人。请核对。',
    en: 'In the register this badge belongs to somebody else. Check it.',
  },
  skillUnknown: {
    zh: '“{words}”不在技能清单里，未登记。请改成清单里的名称，或留空。',
    en: '“{words}” is not on the list of skills and was left out. Use a name of the list.',
  },
  certificateExpired: {
    zh: '证件已于 {day} 到期,仍按在岗登记。请核对。',
    en: 'The certificate expired on {day}; entered as present all the same. Check it.',
  },
} as const satisfies Record<string, { zh: string; en: string }>

export type RowRule = keyof typeof rowRules
