import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { stored } from './stored.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

interface Tree {
  readonly [key: string]: string | Tree
}

/** Every leaf of a catalogue as a dotted key. */
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}`
}[keyof T & string]

type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> }

export type TextParams = Readonly<Record<string, string | number>>
export type Translate<K extends string> = (key: K, params?: TextParams) => string

/** The library reads keys from types of its own, which a catalogue per folder does not have. */
type LooseTranslate = (key: string, params: Record<string, unknown>) => string

export interface Catalogue<K extends string> {
  /** For components: again when the language changes. */
  useText(): Translate<K>
  /** For code outside components, at the moment of the call. */
  readonly text: Translate<K>
}

const choice = stored<Language>('language', (value) =>
  languages.find((language) => language === value),
)

export const languageNow = (): Language => choice.read() ?? 'zh-CN'

void i18next.use(initReactI18next).init({
  lng: languageNow(),
  fallbackLng: 'zh-CN',
  resources: {},
  interpolation: { escapeValue: false },
  initAsync: false,
})
markDocument()

/** Announces the texts of one folder; the Chinese file is the source, English has its shape. */
export function catalogue<const T extends Tree>(
  namespace: string,
  texts: { 'zh-CN': T; en: SameShape<T> },
): Catalogue<KeyOf<T>> {
  for (const language of languages) {
    i18next.addResourceBundle(language, namespace, texts[language])
  }
  return {
    useText() {
      const { t } = useTranslation(namespace)
      return (key, params) => (t as LooseTranslate)(key, { ...params })
    },
    text: (key, params) => (i18next.t as LooseTranslate)(key, { ...params, ns: namespace }),
  }
}

export async function changeLanguage(language: Language): Promise<void> {
  choice.write(language)
  await i18next.changeLanguage(language)
  markDocument()
}

export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'zh-CN'
}

function markDocument(): void {
  if (typeof document !== 'undefined') document.documentElement.lang = languageNow()
}

/** `1,092`, with the grouping of the reader's language. */
export const grouped = (value: number): string => new Intl.NumberFormat(languageNow()).format(value)

/** Between the words of a list, in the language of the reader. */
export const listMark = (): string => (languageNow() === 'en' ? ', ' : '、')
