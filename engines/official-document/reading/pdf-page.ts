import type { PdfFont } from './pdf-font.ts'
import { type PdfToken, tokens } from './pdf-objects.ts'

/** One drawn glyph. `topPt` is the baseline's distance from the upper edge of the page. */
export interface PdfGlyph {
  text: string
  font: string
  sizePt: number
  leftPt: number
  widthPt: number
  topPt: number
  color: string
}

/** A straight horizontal stroke or flat box, such as a rule of the head or the imprint. */
export interface PdfRule {
  leftPt: number
  widthPt: number
  topPt: number
  thicknessPt: number
  color: string
}

type Matrix = [number, number, number, number, number, number]

const identity: Matrix = [1, 0, 0, 1, 0, 0]

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ]
}

interface State {
  matrix: Matrix
  fill: string
  stroke: string
  lineWidth: number
}

function toMatrix(operands: readonly PdfToken[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operands.slice(-6).map(Number)
  return [a, b, c, d, e, f]
}

/** Follows the operators of one page's content stream. */
export class PageReading {
  readonly glyphs: PdfGlyph[] = []
  readonly rules: PdfRule[] = []
  private readonly fonts: ReadonlyMap<string, PdfFont>
  private readonly heightPt: number
  private state: State = { matrix: identity, fill: '0', stroke: '0', lineWidth: 1 }
  private readonly kept: State[] = []
  private text: Matrix = identity
  private font: PdfFont | undefined
  private size = 0
  private path: [number, number][] = []

  constructor(content: string, fonts: ReadonlyMap<string, PdfFont>, heightPt: number) {
    this.fonts = fonts
    this.heightPt = heightPt
    let operands: PdfToken[] = []
    for (const token of tokens(content)) {
      const operator = typeof token === 'string' && /^[A-Za-z*'"]+\d?$/.test(token)
      if (operator && !token.startsWith('/')) {
        this.apply(token, operands)
        operands = []
      } else {
        operands.push(token)
      }
    }
  }

  private apply(operator: string, operands: readonly PdfToken[]): void {
    const color = operands.filter((operand) => typeof operand === 'number').join(' ')
    if (operator === 'q') this.kept.push({ ...this.state })
    else if (operator === 'Q') this.state = this.kept.pop() ?? this.state
    else if (operator === 'cm') this.state.matrix = times(toMatrix(operands), this.state.matrix)
    else if (/^(rg|g|k|sc|scn)$/.test(operator)) this.state.fill = color
    else if (/^(RG|G|K|SC|SCN)$/.test(operator)) this.state.stroke = color
    else if (operator === 'w') this.state.lineWidth = Number(operands[0])
    else if (operator === 'Tm') this.text = toMatrix(operands)
    else if (operator === 'Tf') this.setFont(operands)
    else if (operator === 'Tj' || operator === 'TJ') this.show(operands)
    else this.applyPath(operator, operands)
  }

  private applyPath(operator: string, operands: readonly PdfToken[]): void {
    const [x = 0, y = 0, width = 0, height = 0] = operands.map(Number)
    if (operator === 'm' || operator === 'l') this.path.push([x, y])
    else if (operator === 're') this.path.push([x, y], [x + width, y + height])
    else if (/^[SfFB]\*?$|^s$|^b\*?$/.test(operator)) this.paint(/^[Ss]$/.test(operator))
    else if (operator === 'n') this.path = []
  }

  private setFont(operands: readonly PdfToken[]): void {
    this.font = this.fonts.get(String(operands[0]).replace('/', ''))
    this.size = Number(operands[1])
  }

  private show(operands: readonly PdfToken[]): void {
    const { font } = this
    if (!font) return
    for (const operand of operands) {
      if (typeof operand === 'number') this.advance(-operand / 1000)
      if (typeof operand !== 'object') continue
      for (let at = 0; at + 1 < operand.bytes.length; at += 2) {
        const glyph = operand.bytes.charCodeAt(at) * 256 + operand.bytes.charCodeAt(at + 1)
        this.draw(font, glyph)
      }
    }
  }

  private advance(ems: number): void {
    this.text = times([1, 0, 0, 1, ems * this.size, 0], this.text)
  }

  private draw(font: PdfFont, glyph: number): void {
    const onPage = times(this.text, this.state.matrix)
    const ems = font.widthOf(glyph) / 1000
    this.glyphs.push({
      text: font.textOf(glyph),
      font: font.name,
      sizePt: this.size * Math.hypot(onPage[2], onPage[3]),
      leftPt: onPage[4],
      widthPt: ems * this.size * Math.hypot(onPage[0], onPage[1]),
      topPt: this.heightPt - onPage[5],
      color: this.state.fill,
    })
    this.advance(ems)
  }

  private paint(stroked: boolean): void {
    const points = this.path.map(([x, y]) => times([1, 0, 0, 1, x, y], this.state.matrix))
    const across = points.map((point) => point[4])
    const down = points.map((point) => this.heightPt - point[5])
    const widthPt = Math.max(...across) - Math.min(...across)
    const drop = Math.max(...down) - Math.min(...down)
    if (points.length > 0 && widthPt > 20 && drop < 4) {
      this.rules.push({
        leftPt: Math.min(...across),
        widthPt,
        topPt: (Math.min(...down) + Math.max(...down)) / 2,
        thicknessPt: stroked ? this.state.lineWidth : drop,
        color: stroked ? this.state.stroke : this.state.fill,
      })
    }
    this.path = []
  }
}
