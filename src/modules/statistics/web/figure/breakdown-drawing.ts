import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

export interface Bar {
  readonly name: string
  readonly value: number
  readonly shown: string
}

/** Printed above the bars as long as they can be read there. */
const labelsMax = 12

/** Draws bars into an element; colours are those of the page's theme. Returns how to stop. */
export function drawBars(element: HTMLElement, bars: readonly Bar[]): () => void {
  const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim()
  const chart = init(element, null, { renderer: 'svg' })
  const axisText = { color: colour('--text-2'), fontSize: 12 }
  chart.setOption({
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    grid: { left: 8, right: 8, top: 24, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: bars.map(({ name }) => name),
      axisLabel: { ...axisText, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--line-strong') } },
    },
    yAxis: {
      type: 'value',
      axisLabel: axisText,
      splitLine: { lineStyle: { color: colour('--line') } },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 28,
        itemStyle: { color: colour('--brand') },
        data: bars.map(({ value, shown }) => ({
          value,
          label: { show: bars.length <= labelsMax, position: 'top', formatter: shown },
        })),
        label: { ...axisText },
      },
    ],
  })
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(element)
  return () => {
    watcher.disconnect()
    chart.dispose()
  }
}
