import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { importFile } from '../../index.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const levels = ['幼稚園', '小學', '中學'] as const
const sessions = ['上午', '下午', '全日'] as const

/** Programmes as another register lists them: one line for each session, metres apart. */
function programmes(schools: number): { csv: string; rows: number } {
  const lines = [
    'school_no,name_zh,name_en,level_zh,level_en,category_zh,district_zh,finance_zh,session_zh,' +
      'address_zh,lon_wgs84,lat_wgs84,tel',
  ]
  for (let school = 0; school < schools; school += 1) {
    const level = levels[school % 3] ?? '小學'
    const count = level === '幼稚園' ? 3 : 1
    for (let session = 0; session < count; session += 1) {
      const number = `5${String(school).padStart(7, '0')}0${session + 1}23`
      const house = session === 1 ? '１２號' : '12號'
      const lon = (114.1 + school / 10_000 + session / 100_000).toFixed(6)
      const taught = count === 1 ? '全日' : sessions[session]
      lines.push(
        `${number},第${school}${level},"NO. ${school} SCHOOL",${level},X,資助${level},沙田區,資助,` +
          `${taught},新界第${school}街${house},${lon},22.331,19900001111`,
      )
    }
  }
  return { csv: `\ufeff${lines.join('\r\n')}\r\n`, rows: lines.length - 1 }
}

const schoolCount = 300
const { csv, rows } = programmes(schoolCount)
const area = { code: '990000', name: '云岭省' }
const file = (more = {}) => ({
  subject: 'schools' as const,
  fileName: 'programmes.csv',
  bytes: Buffer.from(csv),
  area: { code: '810000', name: '特别行政区' },
  attribution: '教育局',
  dryRun: false,
  ...more,
})

describe('a list of programmes from the command line', () => {
  it('becomes schools in an area that is made for it, and is known the second time', async () => {
    const shown = await importFile(c.product.ground, file({ dryRun: true }))
    expect(shown.counts).toMatchObject({ rows, new: schoolCount, errors: 0 })
    const first = await importFile(c.product.ground, file())
    expect(first.counts).toEqual({
      rows,
      new: schoolCount,
      changed: 0,
      merged: rows - schoolCount,
      unchanged: 0,
      errors: 0,
      warnings: 0,
    })
    const again = await importFile(c.product.ground, file())
    expect(again.counts).toMatchObject({ rows, unchanged: rows, new: 0, merged: 0 })
  })

  it('keeps foreign numbers as source ids, gathers sessions, and places the middle', async () => {
    const { body } = await c.as('cityBureau').get('/api/schools/attributions')
    expect(body).toEqual([])
    const { database } = c.product.ground
    const { systemBinding } = await import('../../../../platform/ports/actor.ts')
    const [school] = await database.inWork(systemBinding, (work) =>
      work.query(
        `select code, source_ids, sessions, kind, ownership, town, name_en, lon,
           position_original->>'system' as system
         from schools.school where name = '第0幼稚園'`,
      ),
    )
    expect(school).toEqual({
      code: null,
      source_ids: ['500000000123', '500000000223', '500000000323'],
      sessions: ['AM', 'PM', 'wholeDay'],
      kind: 'kindergarten',
      ownership: 'public',
      town: '沙田區',
      name_en: 'NO. 0 SCHOOL',
      lon: 114.10001,
      system: 'wgs84',
    })
    const [bureau] = await database.inWork(systemBinding, (work) =>
      work.query<{ name: string; level: string }>(
        `select g.name, a.level from identity.published_agency g
         join identity.published_area a on a.id = g.area_id where g.kind = 'education'`,
      ),
    )
    expect(bureau).toEqual({ name: '特别行政区教育局', level: 'county' })
  })

  it('refuses an area that is unknown and unnamed, or too wide', async () => {
    const unknown = importFile(c.product.ground, file({ area: { code: '820000' } }))
    await expect(unknown).rejects.toMatchObject({ code: 'schools.importAreaUnknown' })
    const wide = importFile(c.product.ground, file({ area }))
    await expect(wide).rejects.toMatchObject({ code: 'schools.importAreaTooWide' })
  })
})
