/**
 * The page of GB/T 9704-2012 (clauses 5 and 7), in millimetres and points. PDF and DOCX both
 * take their numbers from here; the Typst layouts receive them as data.
 */
export const ptPerMm = 72 / 25.4

const linesPerPage = 22
const charactersPerLine = 28
const bodyHeightMm = 225
const bodyWidthMm = 156

/** 22 lines fill 225 mm: 28.99 pt, rounded down so that the 22nd line always fits. */
const linePitchPt = Math.floor((bodyHeightMm * ptPerMm * 100) / linesPerPage) / 100

export const geometry = {
  paperWidthMm: 210,
  paperHeightMm: 297,
  marginTopMm: 37,
  marginLeftMm: 28,
  bodyWidthMm,
  bodyHeightMm,
  linesPerPage,
  charactersPerLine,
  linePitchPt,
  /** 3号. */
  bodySizePt: 16,
  /**
   * 28 characters of 16 pt are 448 pt, the line is 442.2 pt: each gives way by 0.21 pt. The
   * hundredth more leaves the last character of a full line room against rounding.
   */
  bodyTrackingPt: -0.22,
  /** 2号. */
  titleSizePt: 22,
  /** 4号. */
  imprintSizePt: 14,
  /** 发文机关标志 stands 35 mm below the upper edge of the body (7.2.4). */
  organTopMm: 35,
  /** Not taller than 15 mm by 22 mm, the mark of the superior (7.2.4). */
  organSizePt: 47,
  /** 分隔线 4 mm below the document number, as wide as the body (7.2.7). */
  redRuleGapMm: 4,
  redRulePt: 1.5,
  /** 一字线 7 mm below the lower edge of the body (7.5). */
  folioDropMm: 7,
  /** 版记: first and last rule 0.35 mm, those between 0.25 mm (7.4.1). */
  imprintOuterRuleMm: 0.35,
  imprintInnerRuleMm: 0.25,
  /** 信函格式 (10.1): distances from the edges of the paper, rules of 170 mm. */
  letterOrganTopMm: 30,
  letterOrganSizePt: 40,
  letterRuleWidthMm: 170,
  letterRuleGapMm: 4,
  letterFootRuleMm: 20,
  /** The official seal measures 42 mm across for a county organ. */
  sealDiameterMm: 42,
} as const

export type Geometry = typeof geometry
