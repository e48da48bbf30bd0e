/** How a state looks: a shape and a colour, always together with a word. */
export const tones = ['gap', 'warn', 'unknown', 'wait', 'ok', 'off'] as const
export type Tone = (typeof tones)[number]

export interface ToneColours {
  /** Text and marks, on surface, page, selected row and the tint. */
  readonly fg: string
  readonly tint: string
  /** Filled marks and buttons of this state, and what is written on them. */
  readonly solid: string
  readonly onSolid: string
}

export interface Theme {
  readonly page: string
  readonly surface: string
  readonly selected: string
  readonly hover: string
  readonly text1: string
  readonly text2: string
  /** Captions and placeholders. */
  readonly text3: string
  readonly brand: string
  readonly brandHover: string
  readonly onBrand: string
  readonly controlBorder: string
  readonly line: string
  readonly lineStrong: string
  /** Width of lines round cards and controls, in px. */
  readonly lineWidthPx: number
  readonly menu: string
  readonly menuText: string
  readonly menuCaption: string
  readonly menuActive: string
  readonly menuActiveText: string
  readonly alarmBar: string
  readonly alarmBarText: string
  readonly alarmBarCaption: string
  readonly land: string
  readonly sea: string
  readonly areaLine: string
  readonly tones: Readonly<Record<Tone, ToneColours>>
}

const solidOf = (fg: string, tint: string, onSolid: string): ToneColours => ({
  fg,
  tint,
  solid: fg,
  onSolid,
})

const menu = {
  menu: '#12233F',
  menuText: '#C6D1E2',
  menuCaption: '#93A3BD',
  menuActive: '#1D3862',
  menuActiveText: '#FFFFFF',
} as const

const alarm = {
  alarmBar: '#9E1B17',
  alarmBarText: '#FFFFFF',
  alarmBarCaption: '#FFE3E0',
} as const

const light: Theme = {
  page: '#F2F4F7',
  surface: '#FFFFFF',
  selected: '#E8EFFA',
  hover: '#F5F8FC',
  text1: '#17202E',
  text2: '#414E61',
  text3: '#5B6778',
  brand: '#1B4F9C',
  brandHover: '#153F7E',
  onBrand: '#FFFFFF',
  controlBorder: '#8490A1',
  line: '#E1E6ED',
  lineStrong: '#C9D1DC',
  lineWidthPx: 1,
  ...menu,
  ...alarm,
  land: '#FBFCFD',
  sea: '#EEF2F6',
  areaLine: '#C9D1DC',
  tones: {
    gap: solidOf('#B3201B', '#FCE9E7', '#FFFFFF'),
    warn: solidOf('#8A5200', '#FCF0DA', '#FFFFFF'),
    unknown: solidOf('#5E4B8B', '#F0ECF8', '#FFFFFF'),
    wait: solidOf('#2B5F9E', '#E8F0FA', '#FFFFFF'),
    ok: solidOf('#1A7044', '#E4F3EA', '#FFFFFF'),
    off: solidOf('#5B6778', '#EDF0F4', '#FFFFFF'),
  },
}

const dark: Theme = {
  page: '#0B1A30',
  surface: '#10233F',
  selected: '#1A3357',
  hover: '#152C4C',
  text1: '#EAF1FB',
  text2: '#B9C9E2',
  text3: '#9DB2D2',
  brand: '#8FBCF8',
  brandHover: '#B3D2FB',
  onBrand: '#0B1A30',
  controlBorder: '#5B7CB0',
  line: '#22395C',
  lineStrong: '#33507D',
  lineWidthPx: 1,
  ...menu,
  menu: '#081427',
  menuActive: '#1A3357',
  ...alarm,
  land: '#0E1F38',
  sea: '#0B1A30',
  areaLine: '#33507D',
  tones: {
    gap: solidOf('#FF7B72', '#3A1B26', '#0B1A30'),
    warn: solidOf('#F2B84B', '#38301C', '#0B1A30'),
    unknown: solidOf('#C3A8FF', '#2C2350', '#0B1A30'),
    wait: solidOf('#7DB4F5', '#15325C', '#0B1A30'),
    ok: solidOf('#4CC38A', '#123427', '#0B1A30'),
    off: solidOf('#9DB2D2', '#1A2E4D', '#0B1A30'),
  },
}

/** No tints: shapes, words and black lines carry everything. */
const contrast: Theme = {
  page: '#FFFFFF',
  surface: '#FFFFFF',
  selected: '#FFFFFF',
  hover: '#FFFFFF',
  text1: '#000000',
  text2: '#000000',
  text3: '#1F2937',
  brand: '#0A2F6B',
  brandHover: '#000000',
  onBrand: '#FFFFFF',
  controlBorder: '#000000',
  line: '#000000',
  lineStrong: '#000000',
  lineWidthPx: 2,
  menu: '#000000',
  menuText: '#FFFFFF',
  menuCaption: '#E5E7EB',
  menuActive: '#FFFFFF',
  menuActiveText: '#000000',
  alarmBar: '#6B0B08',
  alarmBarText: '#FFFFFF',
  alarmBarCaption: '#FFFFFF',
  land: '#FFFFFF',
  sea: '#FFFFFF',
  areaLine: '#000000',
  tones: {
    gap: solidOf('#8C0F0B', '#FFFFFF', '#FFFFFF'),
    warn: solidOf('#5C3600', '#FFFFFF', '#FFFFFF'),
    unknown: solidOf('#3F2B73', '#FFFFFF', '#FFFFFF'),
    wait: solidOf('#0A3D7A', '#FFFFFF', '#FFFFFF'),
    ok: solidOf('#0B4F2C', '#FFFFFF', '#FFFFFF'),
    off: solidOf('#1F2937', '#FFFFFF', '#FFFFFF'),
  },
}

export const themes = { light, dark, contrast } as const
export type ThemeName = keyof typeof themes
export const themeNames = Object.keys(themes) as ThemeName[]
