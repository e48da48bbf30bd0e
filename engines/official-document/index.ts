/** Official papers by GB/T 9704-2012: one document model, checked, as PDF and as DOCX. */
export { renderDocx } from './docx/render-docx.ts'
export { checkDocument, readDocument } from './findings/check-document.ts'
export { findingTexts } from './findings/finding.catalogue.ts'
export type { Finding, FindingCode } from './findings/finding.ts'
export { type FontFolders, type FontSet, loadFonts } from './fonts/font-set.ts'
export { missingGlyphs } from './fonts/missing-glyphs.ts'
export { OfficialDocument, type OfficialDocumentInput } from './model/document.ts'
export {
  type DocumentNumber,
  formatDocumentNumber,
  parseDocumentNumber,
} from './model/document-number.ts'
export { documentSchema } from './model/document-schema.ts'
export { figuresOf, type PrintedFigure } from './model/figures.ts'
export { layoutOf, type PaperLayout, type PdfOptions, renderPdf } from './pdf/render-pdf.ts'
