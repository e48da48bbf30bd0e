import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  type FontSet,
  loadFonts,
  missingGlyphs,
  type OfficialDocument,
  renderDocx,
  renderPdf,
} from '@anyuan/official-document'
import type { Config } from '../../../../platform/config/config.ts'

type PressPlaces = Pick<Config, 'fontFolder' | 'dataFolder' | 'publicUrl'>

/** Prints papers with the operator's fonts first; fonts are read once, when first needed. */
export interface PaperPress {
  /** Of a stored report each figure links to the page that opens it, where that has an address. */
  pdf(document: OfficialDocument, reportId?: string): Promise<Uint8Array>
  docx(document: OfficialDocument): Promise<Uint8Array>
  missingGlyphs(document: OfficialDocument): Promise<string[]>
}

/** Fonts that the operator owns lie in `ANYUAN_FONTS`, else in `fonts` of the data folder. */
export function createPaperPress({ fontFolder, dataFolder, publicUrl }: PressPlaces): PaperPress {
  const own = fontFolder ?? join(dataFolder, 'fonts')
  let loading: Promise<FontSet> | null = null
  const fonts = () => {
    loading ??= loadFonts(existsSync(own) ? { operatorFolder: own } : {}).catch((error) => {
      // Not kept: the operator may mend the folder without a restart.
      loading = null
      throw error
    })
    return loading
  }
  return {
    pdf: async (document, reportId) => {
      const linked = publicUrl !== undefined && reportId !== undefined
      const figureUrl = linked ? figureUrlOf(publicUrl, reportId) : undefined
      return renderPdf(document, { fonts: await fonts(), figureUrl })
    },
    docx: (document) => renderDocx(document),
    missingGlyphs: async (document) => missingGlyphs(document, await fonts()),
  }
}

/** The console's page of a report with one figure open (`reportAddress` in `web/addresses.ts`). */
const figureUrlOf =
  (publicUrl: string, reportId: string) =>
  (key: string): string =>
    new URL(`/reports/${reportId}?figure=${encodeURIComponent(key)}`, publicUrl).href
