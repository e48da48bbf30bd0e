import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import type { FileStore } from '../../../../platform/files/file-store.ts'
import { type Call, FileReply, type Route, route } from '../../../../platform/http/route.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import {
  addGearEntry,
  downloadWrittenRule,
  type GearEntry,
  getGearStock,
  listGearEntries,
  listWrittenRules,
  saveWrittenRule,
  uploadWrittenRule,
  type WrittenRule,
  type WrittenRuleKind,
  writtenRuleKinds,
} from '../../contract/upkeep.ts'
import { recordChanges } from '../change.queries.ts'
import { refuseOtherContent, refuseStale } from '../change.rules.ts'
import { lockSchool, type StoredSchool, schoolOr404 } from '../school/school.queries.ts'
import {
  countGuards,
  findGearEntry,
  insertGearEntry,
  ledgerSums,
  listGearRows,
} from './gear.queries.ts'
import { stockOf } from './gear.rules.ts'
import { attachFile, rulesOfSchool, type StoredRule, writeRule } from './written-rule.queries.ts'
import { ruleState } from './written-rule.rules.ts'

export const upkeepRoutes = (files: FileStore): Route[] => [
  ...writtenRuleRoutes(),
  ...ruleFileRoutes(files),
  ...gearRoutes(),
]

function writtenRuleRoutes(): Route[] {
  return [
    route(listWrittenRules, async ({ work, params }) => {
      await schoolOr404(work, params.schoolId)
      const rules = await rulesOfSchool(work, params.schoolId)
      const today = localDay(work.now)
      return writtenRuleKinds.map((kind) => shownRule(kind, rules, today))
    }),
    route(saveWrittenRule, async ({ work, params: { schoolId, kind }, body }) => {
      const school = await schoolOr404(work, schoolId)
      const before = (await rulesOfSchool(work, schoolId)).find((rule) => rule.kind === kind)
      const { version, ...wanted } = body
      const isSame = before?.adoptedOn === wanted.adoptedOn && before.expiresOn === wanted.expiresOn
      // A repeat of the same content changes nothing, whatever version it was sent against.
      if (!isSame) {
        refuseStale(before?.version ?? 0, version)
        const id = await writeRule(work, school, { kind, ...wanted })
        await tellOfRule(work, school, {
          id,
          before: before && { adoptedOn: before.adoptedOn, expiresOn: before.expiresOn },
          after: { kind, ...wanted },
        })
      }
      return ruleOf(work, schoolId, kind)
    }),
  ]
}

interface ToldRule {
  readonly id: string
  readonly before: Record<string, unknown> | undefined
  readonly after: Record<string, unknown>
}

async function tellOfRule(work: Work, school: StoredSchool, told: ToldRule): Promise<void> {
  await recordChanges(work, [
    {
      subjectKind: 'writtenRule',
      subjectId: told.id,
      schoolId: school.id,
      countyId: school.countyId,
      areaPath: school.areaPath,
      change: told.before ? 'updated' : 'created',
      before: told.before ? { ...told.before, kind: told.after['kind'] } : null,
      after: told.after,
    },
  ])
}

function shownRule(
  kind: WrittenRuleKind,
  rules: readonly StoredRule[],
  today: string,
): WrittenRule {
  const rule = rules.find((one) => one.kind === kind)
  const none = { kind, id: null, adoptedOn: null, expiresOn: null, file: null, version: 0 }
  return { ...none, ...rule, state: ruleState(rule, today) }
}

async function ruleOf(work: Work, schoolId: string, kind: WrittenRuleKind): Promise<WrittenRule> {
  return shownRule(kind, await rulesOfSchool(work, schoolId), localDay(work.now))
}

const papers = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const

function ruleFileRoutes(files: FileStore): Route[] {
  return [
    route(uploadWrittenRule, async ({ work, params: { schoolId, kind }, query, request }) => {
      const school = await schoolOr404(work, schoolId)
      const rule = await ruleOf(work, schoolId, kind)
      if (rule.id === null) throw baseProblems.notFound()
      const { bytes, name } = await uploadedFile(request)
      // The repeat of an upload that arrived finds its own file attached already.
      if (rule.file?.id !== query.fileId) refuseStale(rule.version, query.version)
      const { countyId, areaPath } = school
      const claim = { id: query.fileId, bytes, name, countyId, areaPath, rowClass: 'joint' }
      const stored = await files.put(work, { ...claim, purpose: 'schools.writtenRule' }, papers)
      if (rule.file?.id !== stored.id) {
        await attachFile(work, countyId, rule.id, stored.id)
        await tellOfRule(work, school, {
          id: rule.id,
          before: { file: rule.file?.name ?? null },
          after: { kind, file: stored.name, sha256: stored.sha256 },
        })
      }
      return ruleOf(work, schoolId, kind)
    }),
    route(downloadWrittenRule, async ({ work, params: { schoolId, kind } }) => {
      const school = await schoolOr404(work, schoolId)
      const { file } = await ruleOf(work, schoolId, kind)
      const stored = file && (await files.find(work, school.countyId, file.id))
      if (!stored) throw baseProblems.notFound()
      return new FileReply(await files.read(stored), stored.name)
    }),
  ]
}

type Request = Call<never, never, never>['request']

async function uploadedFile(request: Request): Promise<{ bytes: Buffer; name: string }> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw schoolsProblems.fileMissing()
  return { bytes: await part.toBuffer(), name: part.filename.slice(0, 200) }
}

function gearRoutes(): Route[] {
  return [
    route(getGearStock, async ({ work, params: { schoolId } }) => {
      await schoolOr404(work, schoolId)
      const guards = await countGuards(work, schoolId)
      return stockOf(await ledgerSums(work, schoolId), guards, localDay(work.now))
    }),
    route(listGearEntries, async ({ work, params, query }) => {
      await schoolOr404(work, params.schoolId)
      return listGearRows(work, { ...query, schoolId: params.schoolId })
    }),
    route(addGearEntry, async ({ work, params, body }): Promise<GearEntry> => {
      const school = await schoolOr404(work, params.schoolId)
      const defaults = { expiresOn: null, note: '' }
      const entry: GearEntry = { ...defaults, ...body, schoolId: school.id }
      // Entries come one after another, so that the stock never falls below nothing.
      await lockSchool(work, school.countyId, school.id)
      const present = await findGearEntry(work, school.countyId, body.id)
      if (present) refuseOtherContent({ ...present, note: entry.note }, { ...entry })
      else await enterGear(work, school, entry)
      return entry
    }),
  ]
}

async function enterGear(work: Work, school: StoredSchool, entry: GearEntry): Promise<void> {
  if (entry.onDay > localDay(work.now)) throw schoolsProblems.inFuture({ at: entry.onDay })
  if (entry.movement !== 'in') {
    const { stock } = stockOf(await ledgerSums(work, school.id), 0, localDay(work.now))
    const inStock = stock.find((line) => line.gear === entry.gear)?.inStock ?? 0
    if (inStock < entry.quantity) {
      throw schoolsProblems.stockTooLow({ inStock, quantity: entry.quantity })
    }
  }
  await insertGearEntry(work, school, entry)
  const { id, schoolId, ...values } = entry
  const { countyId, areaPath } = school
  const text = { subjectId: id, field: 'note', text: entry.note, at: work.now }
  const digests = await keepRemarks(work, [{ countyId, areaPath, ...text }])
  await recordChanges(work, [
    {
      subjectKind: 'gear',
      subjectId: id,
      schoolId,
      countyId,
      areaPath,
      change: 'created',
      before: null,
      after: values,
      erasable: ['note'],
      digests: digests.get(id),
    },
  ])
}
