import { readFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { loadFonts, OfficialDocument, renderDocx, renderPdf } from '../index.ts'

const papers = 500

/** 500 different monthly reports of four pages as PDF, and 50 as DOCX. */
async function bench(): Promise<void> {
  const sample = new URL('../samples/monthly-report.json', import.meta.url)
  const input = JSON.parse(await readFile(sample, 'utf8'))
  const startedAt = performance.now()
  const fonts = await loadFonts()
  const loadedAt = performance.now()
  const numbered = (sequence: number) =>
    OfficialDocument.parse({ ...input, documentNumber: `安公治报〔2026〕${sequence + 1}号` })
  let bytes = 0
  for (let index = 0; index < papers; index += 1) {
    bytes += (await renderPdf(numbered(index), { fonts })).byteLength
  }
  const printedAt = performance.now()
  for (let index = 0; index < papers / 10; index += 1) await renderDocx(numbered(index))
  const doneAt = performance.now()
  const result = {
    bench: 'official-document',
    papers,
    fonts_ms: Math.round(loadedAt - startedAt),
    pdf_ms_per_paper: Number(((printedAt - loadedAt) / papers).toFixed(1)),
    docx_ms_per_paper: Number(((doneAt - printedAt) / (papers / 10)).toFixed(1)),
    pdf_kb_per_paper: Math.round(bytes / papers / 1024),
    rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
    cores: availableParallelism(),
    load: loadavg()[0],
  }
  console.log(JSON.stringify(result))
}

await bench()
