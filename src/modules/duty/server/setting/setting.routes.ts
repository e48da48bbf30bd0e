import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { isWithin } from '../../../../platform/contract/area-path.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  clearSetting,
  type EffectiveSetting,
  readSetting,
  writeSetting,
} from '../../contract/setting.ts'
import { horizonDays, materialiseShifts } from '../shift/materialise.actions.ts'
import {
  areaOfPath,
  deleteSetting,
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
      audit(work, 'duty.setting.save', area, { ...body })
      return settled(work, area)
    }),
    route(clearSetting, async ({ work, params }) => {
      const area = await areaOf(work, params)
      if (!isWithin(area.path, work.actor.scope)) throw baseProblems.notFound()
      if (await deleteSetting(work, area)) audit(work, 'duty.setting.clear', area)
      return settled(work, area)
    }),
  ]
}

function audit(
  work: Work,
  action: string,
  { id, countyId, path }: SettingArea,
  detail: Record<string, unknown> = {},
): void {
  const subject = { subjectKind: 'area', subjectId: id }
  work.audit({ action, ...subject, countyId, areaPath: path, detail })
}

/** Shifts ahead follow what holds now. */
async function settled(work: Work, area: SettingArea) {
  const today = localDay(work.now)
  const { moved } = await materialiseShifts(work, {
    firstDay: today,
    lastDay: addDays(today, horizonDays),
    below: area.path,
  })
  return { ...(await effectiveAt(work, area)), shiftsMoved: moved }
}

async function areaOf(work: Work, { areaId }: { areaId: string }): Promise<SettingArea> {
  const area = await findArea(work, areaId)
  if (!area) throw baseProblems.notFound()
  return area
}

async function effectiveAt(work: Work, area: SettingArea): Promise<EffectiveSetting> {
  const stored = await settingsInReach(work)
  const { setting, decidedBy } = nearestSetting(stored, area.path)
  const others = stored.filter(({ areaPath }) => areaPath !== area.path)
  const above = nearestSetting(others, area.path)
  const from = above.decidedBy ? await areaOfPath(work, above.decidedBy) : undefined
  const decidedByAreaId = decidedBy === area.path ? area.id : (from?.id ?? null)
  const inherited = { setting: above.setting, fromName: from?.name ?? null }
  return { areaId: area.id, setting, decidedByAreaId, inherited }
}
