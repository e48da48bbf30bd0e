import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import { type EffectiveSetting, readSetting, writeSetting } from '../../contract/setting.ts'
import { horizonDays, materialiseShifts } from '../shift/materialise.actions.ts'
import {
  areaIdOfPath,
  findArea,
  nearestSetting,
  type SettingArea,
  saveSetting,
  settingsInReach,
} from './setting.queries.ts'

export function settingRoutes(): Route[] {
  return [
    route(readSetting, async ({ work, params }) => effectiveAt(work, await areaOf(work, params))),
    route(writeSetting, async ({ work, params, body }) => {
      const area = await areaOf(work, params)
      // Areas above the scope are readable; changing one fails on row protection (404).
      await saveSetting(work, area, body)
      work.audit({
        action: 'duty.setting.save',
        subjectKind: 'area',
        subjectId: area.id,
        countyId: area.countyId,
        areaPath: area.path,
        detail: { ...body },
      })
      const today = localDay(work.now)
      const { moved } = await materialiseShifts(work, {
        firstDay: today,
        lastDay: addDays(today, horizonDays),
        below: area.path,
      })
      return { ...(await effectiveAt(work, area)), shiftsMoved: moved }
    }),
  ]
}

async function areaOf(work: Work, { areaId }: { areaId: string }): Promise<SettingArea> {
  const area = await findArea(work, areaId)
  if (!area) throw baseProblems.notFound()
  return area
}

async function effectiveAt(work: Work, area: SettingArea): Promise<EffectiveSetting> {
  const { setting, decidedBy } = nearestSetting(await settingsInReach(work), area.path)
  const decidedByAreaId = decidedBy ? await areaIdOfPath(work, decidedBy) : null
  return { areaId: area.id, setting, decidedByAreaId }
}
