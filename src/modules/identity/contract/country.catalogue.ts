/** The root of the territory tree, under which every table of areas is loaded. */
export const country = { zh: '中国', en: 'China' } as const
