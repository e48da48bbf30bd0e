import { problems } from '../../../platform/contract/problem.ts'

export const importProblems = problems('schools', {
  importUnreadable: {
    status: 422,
    zh: '{zh}',
    en: '{en}',
  },
  importNotOffered: {
    status: 404,
    zh: '没有这一种导入。',
    en: 'There is no such import.',
  },
  importAreaUnknown: {
    status: 404,
    zh: '没有代码为 {code} 的区划。请同时写上名称,如 {code}:名称。',
    en: 'There is no area with the code {code}. Give its name too, as {code}:NAME.',
  },
  importAreaTooWide: {
    status: 400,
    zh: '“{name}”下面还有区县,请指明其中一个。',
    en: '“{name}” has counties of its own; name one of them.',
  },
  importFileGone: {
    status: 410,
    zh: '这次导入的文件已按保存期限删除,请重新上传。',
    en: 'The file of this import has been deleted as promised; upload it again.',
  },
  importStep: {
    status: 409,
    zh: '这次导入现为“{state}”,不能再做此操作。',
    en: 'This import is {state}; that cannot be done any more.',
  },
  importChanged: {
    status: 409,
    zh: '预检之后登记表有了变化,结果与您看到的不同。请核对新的预检结果后再写入。',
    en: 'The register has changed since the dry run; look at the new result before you write.',
  },
  importCoordinatesUnknown: {
    status: 409,
    zh: '表里有 {count} 个位置,还没有说明经纬度来自哪种地图。请先选定坐标系。',
    en: 'The table has {count} positions of unknown datum; choose the coordinate system first.',
  },
  importHasErrors: {
    status: 409,
    zh: '还有 {count} 行有错误,按您的选择没有写入任何内容。',
    en: '{count} rows have errors; as you chose, nothing was written.',
  },
  importTableRefused: {
    status: 409,
    zh: '{zh}',
    en: '{en}',
  },
  importNothing: {
    status: 409,
    zh: '没有可写入的内容:没有新增也没有变更。',
    en: 'There is nothing to write: nothing is new or changed.',
  },
  importUndoLate: {
    status: 409,
    zh: '写入已超过 {hours} 小时,不能再整体撤销。',
    en: 'It was written more than {hours} hours ago and cannot be undone as a whole.',
  },
  importUndoBlocked: {
    status: 409,
    zh: '有 {count} 条记录在导入之后又有改动或被引用,没有撤销:{names}。',
    en: '{count} records were changed or used since; nothing was undone: {names}.',
  },
  importUndoBusy: {
    status: 409,
    zh: '导入的记录已被其他工作引用,没有撤销。请先处理这些引用。',
    en: 'Other records refer to what was imported; nothing was undone.',
  },
})
