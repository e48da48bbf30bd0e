import { BarChart as Bars } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { kit } from '../kit-text.ts'
import { grouped } from '../text.ts'
import { useThemeName } from '../theme/chosen-theme.ts'
import { themes } from '../theme/tokens.ts'

use([Bars, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

export interface Bar {
  readonly key: string
  readonly name: string
  readonly value: number
}

interface BarChartProps {
  readonly bars: readonly Bar[]
  readonly label: string
  readonly heightPx?: number
}

/** Up to this many values are printed on their bars. */
const printedMax = 12

/** Bars with their values; the same as a table for whoever wants numbers. */
export default function BarChart({ bars, label, heightPx = 200 }: BarChartProps) {
  const t = kit.useText()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="ay-chart">
      <figcaption>
        <strong>{label}</strong>
        <button type="button" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.chart' : 'chart.table')}
        </button>
      </figcaption>
      {asTable ? <Table bars={bars} /> : <Drawing bars={bars} label={label} heightPx={heightPx} />}
    </figure>
  )
}

function Table({ bars }: { bars: readonly Bar[] }) {
  return (
    <table className="ay-table">
      <tbody>
        {bars.map(({ key, name, value }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td style={{ textAlign: 'right' }}>{grouped(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Drawing({ bars, label, heightPx }: Required<BarChartProps>) {
  const place = useRef<HTMLDivElement>(null)
  const theme = themes[useThemeName()]
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, null, { renderer: 'svg' })
    const axisText = { color: theme.text2, fontSize: 12 }
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: label } },
      grid: { left: 8, right: 8, top: 24, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'category', data: bars.map(({ name }) => name), axisLabel: axisText },
      yAxis: {
        type: 'value',
        axisLabel: axisText,
        splitLine: { lineStyle: { color: theme.line } },
      },
      series: [
        {
          type: 'bar',
          data: bars.map(({ value }) => value),
          itemStyle: { color: theme.brand },
          barMaxWidth: 36,
          label: {
            show: bars.length <= printedMax,
            position: 'top',
            color: theme.text1,
            formatter: ({ value }: { value: unknown }) => grouped(Number(value)),
          },
        },
      ],
    })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [bars, label, theme])
  return <div ref={place} style={{ height: heightPx }} role="img" aria-label={label} />
}
