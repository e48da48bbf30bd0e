import { describe, expect, it } from 'vitest'
import { contrastRatio } from './contrast.ts'
import { type Theme, type ThemeName, themes, tones } from './tokens.ts'

/** Every pair of colours that is drawn as text on something. */
function textPairs(theme: Theme): [string, string, string][] {
  const grounds = { page: theme.page, surface: theme.surface, selected: theme.selected }
  const onGrounds = Object.entries(grounds).flatMap(([ground, back]) =>
    [
      ['text1', theme.text1],
      ['text2', theme.text2],
      ['text3', theme.text3],
      ['brand', theme.brand],
      ...tones.map((tone) => [tone, theme.tones[tone].fg]),
    ].map(([name, front]) => [`${name} on ${ground}`, front, back] as [string, string, string]),
  )
  const onTones = tones.flatMap((tone): [string, string, string][] => [
    [`${tone} on its tint`, theme.tones[tone].fg, theme.tones[tone].tint],
    [`on solid ${tone}`, theme.tones[tone].onSolid, theme.tones[tone].solid],
  ])
  return [
    ...onGrounds,
    ...onTones,
    ['hover text3', theme.text3, theme.hover],
    ['on brand', theme.onBrand, theme.brand],
    ['on brand, hovered', theme.onBrand, theme.brandHover],
    ['menu', theme.menuText, theme.menu],
    ['menu caption', theme.menuCaption, theme.menu],
    ['menu active', theme.menuActiveText, theme.menuActive],
    ['alarm bar', theme.alarmBarText, theme.alarmBar],
    ['alarm bar caption', theme.alarmBarCaption, theme.alarmBar],
  ]
}

/** Marks and borders that carry meaning without being text. */
function markPairs(theme: Theme): [string, string, string][] {
  return [
    ['control border on surface', theme.controlBorder, theme.surface],
    ...tones.flatMap((tone): [string, string, string][] => [
      [`${tone} mark on land`, theme.tones[tone].fg, theme.land],
      [`${tone} mark on sea`, theme.tones[tone].fg, theme.sea],
    ]),
  ]
}

const textMin: Record<ThemeName, number> = { light: 4.5, dark: 4.5, contrast: 7 }

describe.each(Object.keys(themes) as ThemeName[])('the colours of the %s theme', (name) => {
  it.each(textPairs(themes[name]))('read: %s', (_, front, back) => {
    expect(contrastRatio(front, back)).toBeGreaterThanOrEqual(textMin[name])
  })

  it.each(markPairs(themes[name]))('show: %s', (_, front, back) => {
    expect(contrastRatio(front, back)).toBeGreaterThanOrEqual(3)
  })
})

describe('the contrast ratio', () => {
  it('is 21 for black on white and 1 for equal colours', () => {
    expect(contrastRatio('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
    expect(contrastRatio('#1B4F9C', '#1B4F9C')).toBe(1)
  })

  it('agrees with the published values of the light theme', () => {
    expect(contrastRatio('#17202E', '#FFFFFF')).toBeCloseTo(16.4, 1)
    expect(contrastRatio('#B3201B', '#FCE9E7')).toBeCloseTo(5.7, 1)
  })
})
