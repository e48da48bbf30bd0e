import type { Said } from '../../../../platform/contract/said.ts'
import type { SaidColumn } from '../../../../platform/spreadsheet/index.ts'

/** The name of the file and of its sheet. */
export const schoolListTitle: Said = { zh: '学校名单', en: 'Schools' }

/** Columns beside those of the import; their headings are none that it would take. */
export const besideImport = {
  furtherNumbers: { zh: '另有编号', en: 'Further numbers' },
  tags: { zh: '标签', en: 'Tags' },
  state: {
    zh: '状态',
    en: 'State',
    choices: {
      operating: { zh: '在办', en: 'Operating' },
      suspended: { zh: '停办', en: 'Suspended' },
      merged: { zh: '已合并', en: 'Merged' },
      closed: { zh: '已撤销', en: 'Closed' },
    },
  },
  county: { zh: '县区', en: 'County' },
  officer: { zh: '联校民警', en: 'Linked officer' },
  gates: { zh: '校门数', en: 'Gates', kind: 'integer' },
  guards: { zh: '保安数', en: 'Guards', kind: 'integer' },
} as const satisfies Record<string, SaidColumn>
