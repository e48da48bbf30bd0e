import { Choices } from '../../../platform/ui/phone/controls.tsx'
import { changeLanguage, type Language, useLanguage } from '../../../platform/ui/text.ts'
import { chooseTheme, useThemeName } from '../../../platform/ui/theme/chosen-theme.ts'
import { useLargeType } from '../../../platform/ui/theme/large-type.ts'
import type { ThemeName } from '../../../platform/ui/theme/tokens.ts'
import { identityPhoneText } from './text.ts'

/** Large type and strong contrast for sun, night and old eyes: one touch away, also signed out. */
export function LookChoices() {
  const t = identityPhoneText.useText()
  const language = useLanguage()
  const theme = useThemeName()
  const [large, setLarge] = useLargeType()
  return (
    <>
      <Choices
        label={t('settings.size')}
        choices={[
          { value: 'normal', label: t('settings.normal') },
          { value: 'large', label: t('settings.large') },
        ]}
        value={large ? 'large' : 'normal'}
        onChange={(value) => setLarge(value === 'large')}
      />
      <Choices<ThemeName>
        label={t('settings.theme')}
        choices={[
          { value: 'light', label: t('settings.light') },
          { value: 'contrast', label: t('settings.contrast') },
          { value: 'dark', label: t('settings.dark') },
        ]}
        value={theme}
        onChange={chooseTheme}
      />
      <Choices<Language>
        label={t('settings.language')}
        choices={[
          { value: 'zh-CN', label: t('settings.chinese') },
          { value: 'en', label: t('settings.english') },
        ]}
        value={language}
        onChange={(value) => void changeLanguage(value)}
      />
    </>
  )
}
