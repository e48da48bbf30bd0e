import { type Theme, themes, tones } from './tokens.ts'

const plain = [
  'page',
  'surface',
  'selected',
  'hover',
  'text1',
  'text2',
  'text3',
  'brand',
  'brandHover',
  'onBrand',
  'controlBorder',
  'line',
  'lineStrong',
  'menu',
  'menuText',
  'menuCaption',
  'menuActive',
  'menuActiveText',
  'alarmBar',
  'alarmBarText',
  'alarmBarCaption',
  'land',
  'sea',
] as const satisfies (keyof Theme)[]

const dashed = (name: string): string =>
  name.replace(/[A-Z0-9]/g, (letter) => `-${letter.toLowerCase()}`)

function declarations(theme: Theme): string {
  const colours = plain.map((name) => `--${dashed(name)}:${theme[name]}`)
  const states = tones.flatMap((tone) => {
    const { fg, tint, solid, onSolid } = theme.tones[tone]
    return [
      `--${tone}:${fg}`,
      `--${tone}-tint:${tint}`,
      `--${tone}-solid:${solid}`,
      `--on-${tone}:${onSolid}`,
    ]
  })
  return [...colours, ...states, `--line-width:${theme.lineWidthPx}px`].join(';')
}

/** The tokens of all themes as custom properties; `data-theme` on an element chooses. */
export const themeCss = (): string =>
  Object.entries(themes)
    .map(([name, theme]) => `[data-theme="${name}"]{${declarations(theme)}}`)
    .join('\n')

/** Puts the tokens into the page. Once, before anything is drawn. */
export function installThemeCss(): void {
  const style = document.createElement('style')
  style.textContent = themeCss()
  document.head.append(style)
}
