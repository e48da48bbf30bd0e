import type { Said } from '../../../platform/contract/said.ts'
import type { DeploymentTask } from '../../duty/contract/deployment.ts'

/** What forces were sent for, as tables and breakdowns say it. */
export const taskWords: Readonly<Record<DeploymentTask, Said>> = {
  gateDuty: { zh: '护学勤务', en: 'Gate duty' },
  inspection: { zh: '安全检查', en: 'Inspection' },
  patrol: { zh: '巡逻防控', en: 'Patrol' },
  jointOperation: { zh: '联合行动', en: 'Joint operation' },
  other: { zh: '其他', en: 'Other' },
}
