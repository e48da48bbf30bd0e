import { problems } from '../../../platform/contract/problem.ts'

export const schoolsProblems = problems('schools', {
  areaMustBeCountyOrStation: {
    status: 400,
    zh: '学校必须归在一个县(区)或派出所辖区之下。',
    en: 'A school must lie in a county or in a station area.',
  },
  otherCounty: {
    status: 409,
    zh: '不能把学校移到另一个县(区):请在那里重新登记。',
    en: 'A school cannot be moved to another county: enter it there anew.',
  },
  codeTaken: {
    status: 409,
    zh: '学校标识码 {code} 已被“{name}”使用。',
    en: 'The school code {code} is already used by “{name}”.',
  },
  gateNameTaken: {
    status: 409,
    zh: '这所学校已有名为“{name}”的校门。',
    en: 'The school already has a gate called “{name}”.',
  },
  boardersExceedEnrolment: {
    status: 400,
    zh: '寄宿生人数({boarders})不能多于在校生人数({enrolment})。',
    en: 'Boarders ({boarders}) cannot exceed the enrolment ({enrolment}).',
  },
  stateStep: {
    status: 409,
    zh: '学校现在的状态不能这样变更,请刷新后再看。',
    en: 'The school cannot be changed like this in its present state; reload and look again.',
  },
  gateOfOtherSchool: {
    status: 400,
    zh: '作息时间里有校门不属于这所学校。',
    en: 'A bell rule names a gate of another school.',
  },
  campusOfOtherSchool: {
    status: 400,
    zh: '这个校区不属于这所学校。',
    en: 'The campus belongs to another school.',
  },
  dayTaken: {
    status: 409,
    zh: '{day} 已有登记,请修改原有的一条。',
    en: '{day} is already entered; change that entry.',
  },
  termsOverlap: {
    status: 409,
    zh: '与学期“{name}”重叠。',
    en: 'It overlaps the term “{name}”.',
  },
  termInUse: {
    status: 409,
    zh: '学期“{name}”的对口名单里有 {count} 条记录,不能删除;请改正它的名称或日期。',
    en: '{count} entries of the pairing list belong to the term “{name}”; correct its name or dates instead.',
  },
  termEndsPairings: {
    status: 409,
    zh: '学期改到 {endsOn} 结束,会有 {count} 条结对随即结束且不能恢复;请核对日期,确要结束的先在对口名单里逐条结束。',
    en: 'With {endsOn} as last day {count} pairings would be over at once and could not be brought back; check the day, or end them in the pairing list first.',
  },
  linkPastHope: {
    status: 409,
    zh: '该民警已离开,或学校已撤并,不能批准;请撤回这条提名。',
    en: 'The officer has left or the school is no more, so this cannot be approved; withdraw the proposal.',
  },
  linkStep: {
    status: 409,
    zh: '这条联校关系的状态已经变化,请刷新后再看。',
    en: 'The state of this link has changed; reload and look again.',
  },
  linkProlonged: {
    status: 409,
    zh: '这条联校关系到 {endsOn} 为止,不能往后延;需要更久请重新提名,由县局批准。',
    en: 'The link ends on {endsOn} and is not prolonged; for longer, propose it anew for the county to approve.',
  },
  endsAfterTerm: {
    status: 400,
    zh: '学期“{name}”到 {lastDay} 结束,对口关系不能到 {endsOn}。',
    en: 'The term “{name}” ends on {lastDay}; a pairing on its list cannot last until {endsOn}.',
  },
  notPolice: {
    status: 400,
    zh: '联校民警必须是民警或辅警。',
    en: 'Only police or auxiliaries can be linked to a school.',
  },
  personUnknown: {
    status: 404,
    zh: '没有找到此人,或不在您的辖区内。',
    en: 'The person was not found, or is outside your area.',
  },
  alreadyEntered: {
    status: 409,
    zh: '“{name}”自 {startsOn} 起已登记在这个岗位,请修改原有的一条。',
    en: '“{name}” has been entered for this work since {startsOn}; change that entry.',
  },
  alreadyEnded: {
    status: 409,
    zh: '此人已于 {endsOn} 离开,记录不再修改。',
    en: 'This person left on {endsOn}; the entry is closed.',
  },
  endsBeforeStart: {
    status: 400,
    zh: '结束日期({endsOn})不能早于开始日期({startsOn})。',
    en: 'The end ({endsOn}) cannot lie before the start ({startsOn}).',
  },
  tenureServed: {
    status: 409,
    zh: '提名的任期({startsOn} 至 {endsOn})内已有其他民警任职,不能补批;请从今天({today})起重新提名。',
    en: 'Another officer has served in the proposed time ({startsOn} to {endsOn}); propose again from today ({today}).',
  },
  stockTooLow: {
    status: 409,
    zh: '库存只有 {inStock} 件,不能减少 {quantity} 件。',
    en: 'Only {inStock} in stock; {quantity} cannot be taken.',
  },
  inFuture: {
    status: 400,
    zh: '时间({at})在将来,请核对。',
    en: 'The time ({at}) lies in the future; check it.',
  },
  tooManyDays: {
    status: 400,
    zh: '一次最多查看 {max} 天。',
    en: 'At most {max} days at a time.',
  },
  fileMissing: {
    status: 400,
    zh: '没有收到文件。',
    en: 'No file arrived.',
  },
})
