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

/** Prints papers with the operator's fonts first; fonts are read once, when first needed. */
export interface PaperPress {
  pdf(document: OfficialDocument): Promise<Uint8Array>
  docx(document: OfficialDocument): Promise<Uint8Array>
  missingGlyphs(document: OfficialDocument): Promise<string[]>
}

/** Fonts that the operator owns lie in `fonts` of the data folder. */
export function createPaperPress(dataFolder: string): PaperPress {
  const own = join(dataFolder, 'fonts')
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
    pdf: async (document) => renderPdf(document, { fonts: await fonts() }),
    docx: (document) => renderDocx(document),
    missingGlyphs: async (document) => missingGlyphs(document, await fonts()),
  }
}
