import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPdf } from '../../../../../engines/official-document/reading/read-pdf.ts'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { expectOpenFigures } from '../../../../../test/figure-rows.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { recompute, reportOr404 } from './report.actions.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

let world: County
let commander: Client
let post: GatePost
let shift: string
beforeAll(async () => {
  world = await county()
  commander = world.as('countyCommander', { at: 'countyA' })
  post = await gatePost(world, 'schoolA1')
  shift = await shiftOf(world, post, 'arrival')
  world.clock.set(at('07:40'))
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  await checkIn(officer, shift, { at: at('07:40'), gate: post })
  await checkIn(world.as('guard', { at: 'schoolA1' }), shift, { at: at('07:40'), gate: post })
  for (const [event, minute] of [
    ['request', '07:50'],
    ['help', '07:55'],
  ] as const) {
    const record = { kind: 'event', id: newId(at(minute)), postId: post.id, event }
    await officer.post('/api/duty/events', {
      deviceNow: at('07:40').toISOString(),
      record: { ...record, at: at('07:40').toISOString() },
    })
  }
  world.clock.set(at('17:30'))
})
afterAll(() => world.close())

const id = () => newId(world.clock.now())
const path = '/api/statistics/reports'
const figureOf = (report: Json, key: string): Json =>
  report.figures.find((figure: Json) => figure.key === key)

describe('the daily brief', () => {
  const briefId = '019ab000-0000-7000-8000-000000000001'
  const brief = { id: briefId, kind: 'dailyBrief', day: '2026-11-23' }
  const read = async (): Promise<Json> => (await commander.get(`${path}/${briefId}`)).body

  it('is made from the records, once', async () => {
    const made = await commander.post(path, brief)
    expect([made.status, made.body.code]).toEqual([200, undefined])
    expect(made.body).toMatchObject({
      kind: 'dailyBrief',
      state: 'draft',
      title: '护学勤务简报',
      area: { name: '安和县' },
      punctuality: null,
      missingGlyphs: [],
      typedNumbers: [],
    })
    expect((await commander.post(path, brief)).body).toEqual(made.body)
    expect(await commander.post(path, { ...brief, kind: 'monthlyDuty' })).toBeRefused(
      'request.conflict',
    )
    expect(await commander.post(path, { ...brief, id: id(), day: '2026-11-24' })).toBeRefused(
      'statistics.reportAhead',
    )
  })

  it('each figure opens into exactly its rows', async () => {
    const report = await read()
    expect(report.figures.length).toBeGreaterThan(40)
    await expectOpenFigures(commander, report)
    expect(figureOf(report, 'duty_person_times')).toMatchObject({ value: 1, shown: '1', rows: 1 })
    expect(figureOf(report, 'duty_person_times_guard:arrival').value).toBe(1)
    expect(figureOf(report, 'duty_person_times_guard:dismissal').value).toBe(0)
    expect(figureOf(report, 'see_police_rate')).toMatchObject({ value: 50, shown: '50%', of: 1 })
    const station = world.ids.areas.stationA1.id
    expect(figureOf(report, `see_police_rate@${station}`).shown).toBe('50%')
  })

  it('lets the text change, never a figure', async () => {
    const { document, version } = await read()
    const body = [...document.body, { type: 'paragraph', text: '明日如常，请各岗提前10人到岗。' }]
    const edited = await commander.patch(`${path}/${briefId}`, {
      version,
      document: { ...document, body, documentNumber: '安公治日报〔2026〕218号' },
    })
    expect(edited.body).toMatchObject({
      version: version + 1,
      documentNumber: '安公治日报〔2026〕218号',
      typedNumbers: ['10人'],
    })
    const stale = await commander.patch(`${path}/${briefId}`, { version, document })
    expect(stale).toBeRefused('request.stale')
    const printed = JSON.stringify(edited.body.document)
    const forged = JSON.parse(printed.replace(/("duty_person_times","value":)"1"/, '$1"9"'))
    const change = { version: version + 1, document: forged }
    const refused = await commander.patch(`${path}/${briefId}`, change)
    expect(refused).toBeRefused('statistics.figuresChanged')
    expect(refused.body.params.keys).toEqual(['duty_person_times'])
  })

  it('is printed as a draft', async () => {
    const { status, body, headers } = await commander.get(`${path}/${briefId}/pdf`)
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(textOf(body)).toContain('护学执勤出动警力1人次')
    expect(textOf(body)).toContain('11月23日（截至17时30分），安和县1所学校')
  })

  it('is not signed without a fresh check, nor when its records say otherwise', async () => {
    const { version } = await read()
    expect(await commander.post(`${path}/${briefId}/sign`, { version })).toBeRefused(
      'request.stepUpNeeded',
    )
    await world.stepUp(commander)
    await world.sql(`update statistics.report set figures = jsonb_set(figures, '{0,value}', '77')`)
    const refused = await commander.post(`${path}/${briefId}/sign`, { version })
    expect(refused).toBeRefused('statistics.figuresDiffer')
    const refreshed = await commander.post(`${path}/${briefId}/refresh`, { version })
    expect(refreshed.body.version).toBe(version + 1)
    expect(JSON.stringify(refreshed.body.document)).toContain('明日如常')
  })

  it('is not signed with a fault of form or a character that no font draws', async () => {
    const { document, version } = await read()
    const signWith = async (changed: Json, from: number) => {
      const document = JSON.parse(JSON.stringify(changed))
      const edited = await commander.patch(`${path}/${briefId}`, { version: from, document })
      return commander.post(`${path}/${briefId}/sign`, { version: edited.body.version })
    }
    const number = await signWith({ ...document, documentNumber: '安公〔2026〕018号' }, version)
    expect(number).toBeRefused('statistics.paperInvalid')
    expect(number.body.params.findings).toEqual(['document-number.padded'])
    const glyphs = await signWith({ ...document, contact: '𪚥😀' }, version + 1)
    expect(glyphs).toBeRefused('statistics.glyphsMissing')
    expect(glyphs.body.params.glyphs).toEqual(['😀', '𪚥'])
    const mended = await signWith({ ...document, contact: '值班员：王喆、李堃' }, version + 2)
    expect(mended.body).toMatchObject({ state: 'signed', signedAt: at('17:30').toISOString() })
  })

  it('is fixed afterwards, with its papers kept', async () => {
    const { document, version } = await read()
    const edit = await commander.patch(`${path}/${briefId}`, { version, document })
    expect(edit).toBeRefused('statistics.reportSigned')
    const first = await commander.get(`${path}/${briefId}/pdf`)
    expect(textOf(first.body)).toContain('王喆、李堃')
    const docx = await commander.get(`${path}/${briefId}/docx`)
    expect(docx.body.subarray(0, 2).toString()).toBe('PK')
    const [trail] = await world.sql(
      `select detail ->> 'pdfSha256' as sha from identity.audit_entry
       where action = 'statistics.report.sign'`,
    )
    const [file] = await world.sql(
      `select encode(sha256, 'hex') as sha from platform.file where media_type = 'application/pdf'`,
    )
    expect(trail).toEqual(file)
  })

  it('hides small counts from the public', async () => {
    const { body } = await commander.get(`${path}/${briefId}/pdf?version=public`)
    const text = textOf(body)
    expect(text).toContain('现场处置求助、报警不足5人次')
    expect(text).toContain('盘查可疑人员0人次')
    expect(text).toContain('护学执勤出动警力1人次')
    expect(text).toContain('（公开版）')
  })

  it('shows what late records change, and still recomputes as it was known', async () => {
    world.clock.set(at('18:30'))
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    const sent = await auxiliary.post('/api/duty/check-ins', {
      deviceNow: at('18:30').toISOString(),
      record: {
        kind: 'checkIn',
        id: id(),
        shiftId: shift,
        direction: 'in',
        at: at('07:45').toISOString(),
        method: 'position',
        position: { lon: post.lon, lat: post.lat, accuracyM: 8, provider: 'gps' },
        offline: true,
      },
    })
    expect(sent.body.checkIn.counts).toBe(true)
    const { body } = await commander.get(`${path}/${briefId}/recomputation`)
    expect(body.same).toBe(body.total)
    const changed = body.figures.filter((one: Json) => one.present !== one.stored)
    expect(changed.map((one: Json) => one.key).sort()).toContain('duty_person_times')
    expect(body.changedSince).toBe(changed.length)
  })

  it('opens each figure into the rows that it was made of, and into those of now', async () => {
    const report = await read()
    const rows = async (known: string) => {
      const days = `firstDay=${report.firstDay}&lastDay=${report.lastDay}`
      const indicator = '/api/statistics/indicators/duty_person_times'
      const { body } = await commander.get(`${indicator}/rows?${days}${known}`)
      return body
    }
    const { rowsHash } = figureOf(report, 'duty_person_times')
    const then = await rows(`&known=${report.asOf}`)
    expect(then).toMatchObject({ total: 1, sum: 1, rowsHash })
    expect(then.rows).toHaveLength(1)
    for (const now of ['', '&known=2027-01-01T00:00:00.000Z']) {
      expect(await rows(now)).toMatchObject({ total: 2, sum: 2 })
    }
    expect((await rows('&known=yesterday')).code).toBe('request.invalid')
  })

  it('keeps the query of each figure, and says whose formula has changed since', async () => {
    const key = 'see_police_rate'
    const asked = async () => (await commander.get(`${path}/${briefId}/query?key=${key}`)).body
    const query = await asked()
    expect(query).toMatchObject({ key, indicator: key, formulaChanged: false })
    expect(query.texts).toHaveLength(2)
    expect(query.texts[0]).toContain('select')
    expect(query.parameters.slice(1)).toEqual([
      '2026-11-23',
      '2026-11-23',
      at('17:30').toISOString(),
      null,
    ])
    const kept = await world.sql('select texts from statistics.formula where version = $1', [
      query.formulaVersion,
    ])
    expect(kept).toEqual([{ texts: query.texts }])
    // As after an upgrade: the report names a formula that the product no longer has.
    const old = '0123456789ab'
    await world.sql(`insert into statistics.formula values ($1, array['select 1', 'select 2'])`, [
      old,
    ])
    const rename = (from: string, to: string) =>
      world.sql(
        `update statistics.report set figures = replace(figures::text, $1, $2)::jsonb
         where id = $3`,
        [from, to, briefId],
      )
    await rename(query.formulaVersion, old)
    const { body } = await commander.get(`${path}/${briefId}/recomputation`)
    const changed = body.figures.filter((one: Json) => one.formulaChanged)
    expect(changed.map((one: Json) => one.key)).toContain(key)
    expect(body.formulasChanged).toBe(changed.length)
    expect(changed.length).toBeLessThan(body.total)
    expect(await asked()).toMatchObject({
      formulaVersion: old,
      presentVersion: query.formulaVersion,
      formulaChanged: true,
      texts: ['select 1', 'select 2'],
    })
    await rename(old, 'ba9876543210')
    expect(await asked()).toMatchObject({ formulaChanged: true, texts: [] })
    await rename('ba9876543210', query.formulaVersion)
    expect(await commander.get(`${path}/${briefId}/query?key=nothing`)).toBeRefused(
      'request.notFound',
    )
  })

  it('recomputes after everything erasable is gone, a month and a year later', async () => {
    for (const day of ['2026-12-24T12:00:00+08:00', '2027-11-23T12:00:00+08:00']) {
      world.clock.set(new Date(day))
      await sweep(world, 'duty.erase')
      const [left] = await world.sql('select count(*)::int as count from duty.check_in_position')
      expect(left?.count).toBe(0)
      // Sessions have ended long since.
      const figures = await world.product.ground.database.inWork(systemBinding, async (work) =>
        recompute(work, await reportOr404(work, briefId)),
      )
      expect(figures.length).toBeGreaterThan(40)
      expect(figures.filter(({ same }) => !same)).toEqual([])
    }
    world.clock.set(at('18:30'))
  })

  it('is corrected by another report that points to it', async () => {
    const correction = { ...brief, id: id(), correctsId: briefId }
    const made = await commander.post(path, correction)
    expect(made.body).toMatchObject({ state: 'draft', correctsId: briefId })
    expect(made.body.documentNumber).toBe('安公治日报〔2026〕219号')
    expect(figureOf(made.body, 'duty_person_times').value).toBe(2)
    await world.stepUp(commander)
    const { version } = made.body
    const signed = await commander.post(`${path}/${made.body.id}/sign`, { version })
    expect(signed.body.state).toBe('signed')
    expect((await read()).correctedById).toBe(made.body.id)
    world.clock.set(at('18:31'))
    const query = 'indicators=corrected_reports,late_reports&firstDay=2026-11-23&lastDay=2026-11-23'
    const { body } = await commander.get(`/api/statistics/values?${query}`)
    expect(body.values.map((one: Json) => one.value)).toEqual([1, 0])
    const other = { ...brief, id: id(), correctsId: made.body.id, day: '2026-11-20' }
    expect(await commander.post(path, other)).toBeRefused('request.conflict')
    const twice = await commander.post(path, { ...correction, id: id() })
    expect(twice).toBeRefused('statistics.reportCorrected')
  })

  it('of a day one original is signed, and one paper bears a number', async () => {
    const again = await commander.post(path, { ...brief, id: id() })
    expect(again).toBeRefused('statistics.periodSigned')
    const friday = { ...brief, day: '2026-11-20' }
    const drafts = await Promise.all(
      [1, 2, 3].map(async () => (await commander.post(path, { ...friday, id: id() })).body),
    )
    // Made before any was signed, all three were given the same number and stand for one day.
    expect(drafts.map((draft) => draft.documentNumber)).toEqual(
      Array(3).fill('安公治日报〔2026〕220号'),
    )
    const sign = ({ id, version }: Json) => commander.post(`${path}/${id}/sign`, { version })
    const answers = await Promise.all(drafts.map(sign))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    for (const { body } of answers)
      expect([undefined, 'statistics.periodSigned']).toContain(body.code)
    const thursday = (await commander.post(path, { ...brief, id: id(), day: '2026-11-19' })).body
    expect(thursday.documentNumber).toBe('安公治日报〔2026〕221号')
    const document = { ...thursday.document, documentNumber: '安公治日报〔2026〕218号' }
    const edited = await commander.patch(`${path}/${thursday.id}`, { version: 1, document })
    const taken = await sign(edited.body)
    expect(taken).toBeRefused('statistics.numberTaken')
    expect(taken.body.params).toEqual({
      number: '安公治日报〔2026〕218号',
      title: '护学勤务简报（2026年11月23日　星期一）',
      next: '安公治日报〔2026〕221号',
    })
  })
})

describe('the monthly duty report', () => {
  it('runs from the 21st to the 20th, and is late from the day after', async () => {
    const made = await commander.post(path, { id: id(), kind: 'monthlyDuty', day: '2026-11-20' })
    expect(made.body).toMatchObject({
      firstDay: '2026-10-21',
      lastDay: '2026-11-20',
      title: '安和县护学勤务月报',
      punctuality: 'overdue',
      dueAt: at('00:00', '2026-11-21').toISOString(),
    })
    expect(made.body.document.recipient).toBe('安宁川市')
    expect(figureOf(made.body, 'guard_posts').value).toBe(1)
    // At the very instant of its making a report does not count itself.
    world.clock.set(at('18:32'))
    const query = 'indicators=late_reports&firstDay=2026-11-21&lastDay=2026-11-21'
    const city = world.as('cityBureau')
    const { body } = await city.get(`/api/statistics/values?${query}&by=county`)
    expect(body.groups.map((group: Json) => [group.name, group.values[0].value])).toEqual([
      ['安和县', 1],
      ['永乐县', 0],
    ])
    // The post of this county stands since September; the other has none to report on. Until it was
    // entered no report was owed.
    const months = 'indicators=missing_reports&firstDay=2026-08-01&lastDay=2026-11-30&by=county'
    const missing = async () => {
      const { groups } = (await city.get(`/api/statistics/values?${months}`)).body
      return groups.map((group: Json) => group.values[0].value)
    }
    expect(await missing()).toEqual([0, 0])
    await world.sql(`update duty.post set known_from = '2026-09-01'`)
    expect(await missing()).toEqual([2, 0])
    const never = '/api/statistics/indicators/missing_reports/rows'
    const rows = await city.get(`${never}?firstDay=2026-08-01&lastDay=2026-11-30`)
    expect(rows.body.rows.map((row: Json) => row.day)).toEqual(['2026-10-21', '2026-09-21'])
    const { body: pdf } = await commander.get(`${path}/${made.body.id}/pdf`)
    expect(textOf(pdf)).toContain('安和县10月21日至11月20日护学勤务情况')
    expect(textOf(pdf)).toContain('数据截至11月23日18时31分。')
    const next = await commander.post(path, { id: id(), kind: 'monthlyDuty', day: '2026-11-21' })
    expect(next.body).toMatchObject({ lastDay: '2026-12-20', punctuality: 'open' })
    expect(figureOf(next.body, 'duty_person_times').value).toBe(2)
    // The month before is late by now, and its paper could not yet say so.
    const quality = '报送期限在期内届满的报告迟报1件、漏报0件；期内误报更正1件。'
    const { body: nextPdf } = await commander.get(`${path}/${next.body.id}/pdf`)
    expect(textOf(nextPdf)).toContain(quality)
    expect(textOf(pdf)).not.toContain('迟报1件')
    // It can be drafted now, and says up to when its figures know; it is signed when it is over.
    const again = `${path}/${next.body.id}`
    await world.stepUp(commander)
    const early = await commander.post(`${again}/sign`, { version: next.body.version })
    expect(early).toBeRefused('statistics.periodOpen')
    expect(early.body.detail).toContain('统计期到 2026-12-20 为止,文中数字只截至 2026-11-23')
    const textIn = (report: Json) => JSON.stringify(report.document.body)
    expect(textIn(next.body)).toContain('数据截至11月23日18时32分')
    world.clock.set(at('19:05'))
    const refreshed = await commander.post(`${again}/refresh`, { version: next.body.version })
    expect(textIn(refreshed.body)).toContain('数据截至11月23日19时05分')
    expect(textIn(refreshed.body)).not.toContain('11月23日18时32分')
    world.clock.set(at('18:32'))
  })

  it('a city reports by its counties', async () => {
    const city = world.as('cityBureau')
    const made = await city.post(path, { id: id(), kind: 'monthlyDuty', day: '2026-11-23' })
    expect(made.body).toMatchObject({ title: '安宁川市护学勤务月报', area: { name: '安宁川市' } })
    expect(JSON.stringify(made.body.document)).toContain('永乐县')
    const list = await city.get(`${path}?kind=monthlyDuty`)
    expect(list.body.total).toBe(3)
    expect((await commander.get(`${path}?kind=monthlyDuty`)).body.total).toBe(2)
  })
})

describe('who may', () => {
  it('401, 403, 400 and 404', async () => {
    expect(await world.anonymous.get(path)).toBeRefused('request.notSignedIn')
    expect(await world.as('guard').get(path)).toBeRefused('request.forbidden')
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const brief = { id: id(), kind: 'dailyBrief', day: '2026-11-23' }
    expect(await officer.post(path, brief)).toBeRefused('request.forbidden')
    expect(await commander.post(path, { ...brief, kind: 'x' })).toBeRefused('request.invalid')
    const foreign = { ...brief, areaId: world.ids.areas.countyB.id }
    expect(await commander.post(path, foreign)).toBeRefused('request.notFound')
    const [report] = (await commander.get(`${path}?limit=1`)).body.rows
    const other = world.as('countyCommander', { at: 'countyB' })
    const query = '/query?key=duty_person_times'
    expect((await commander.get(`${path}/${report.id}${query}`)).status).toBe(200)
    for (const rest of ['', '/pdf', '/docx', '/recomputation', query]) {
      expect(await other.get(`${path}/${report.id}${rest}`)).toBeRefused('request.notFound')
    }
    expect((await other.get(path)).body.total).toBe(0)
  })
})

/** The printed text of a PDF, without line breaks. */
function textOf(bytes: Uint8Array): string {
  return readPdf(bytes)
    .pages.flatMap((page) => page.lines.map(({ text }) => text))
    .join('')
    .replace(/\s/g, '')
}
