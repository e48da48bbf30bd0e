import { useEffect, useState } from 'react'

/** A square code, black on white in every theme: lenses know nothing else. */
export function SquareCode({ text, label }: { text: string; label: string }) {
  const [drawing, setDrawing] = useState<{ text: string; path: string; size: number }>()
  useEffect(() => {
    let wanted = true
    void import('qrcode').then(({ create }) => {
      const { modules } = create(text, { errorCorrectionLevel: 'M' })
      if (wanted) setDrawing({ text, path: pathOf(modules), size: modules.size })
    })
    return () => {
      wanted = false
    }
  }, [text])
  const size = drawing?.size ?? 33
  return (
    <svg
      className="ph-code"
      viewBox={`-3 -3 ${size + 6} ${size + 6}`}
      role="img"
      aria-label={label}
      data-text={drawing?.text}
      shapeRendering="crispEdges"
    >
      <rect x="-3" y="-3" width={size + 6} height={size + 6} fill="#fff" />
      <path d={drawing?.path ?? ''} fill="#000" />
    </svg>
  )
}

interface Modules {
  readonly size: number
  get(row: number, column: number): number | boolean
}

function pathOf(modules: Modules): string {
  const squares: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) squares.push(`M${column} ${row}h1v1h-1z`)
    }
  }
  return squares.join('')
}
