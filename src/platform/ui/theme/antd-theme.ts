import { theme as antd, type ThemeConfig } from 'antd'
import { type ThemeName, themes } from './tokens.ts'

const family =
  "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC',sans-serif"

/** The kit's controls in our tokens. Text that it draws pale by itself is raised to 4.5 : 1. */
export function antdTheme(name: ThemeName): ThemeConfig {
  const theme = themes[name]
  return {
    algorithm: name === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    cssVar: { key: `anyuan-${name}` },
    token: {
      fontFamily: family,
      fontSize: 14,
      borderRadius: 4,
      borderRadiusLG: 6,
      controlHeight: 32,
      lineWidth: theme.lineWidthPx,
      motion: false,
      colorPrimary: theme.brand,
      colorPrimaryHover: theme.brandHover,
      colorPrimaryActive: theme.brandHover,
      colorLink: theme.brand,
      colorLinkHover: theme.brandHover,
      colorTextLightSolid: theme.onBrand,
      colorError: theme.tones.gap.fg,
      colorErrorText: theme.tones.gap.fg,
      colorWarning: theme.tones.warn.fg,
      colorSuccess: theme.tones.ok.fg,
      colorInfo: theme.brand,
      colorBgLayout: theme.page,
      colorBgContainer: theme.surface,
      colorBgElevated: theme.surface,
      colorText: theme.text1,
      colorTextHeading: theme.text1,
      colorTextSecondary: theme.text2,
      colorTextTertiary: theme.text3,
      colorTextQuaternary: theme.text3,
      colorTextPlaceholder: theme.text3,
      colorTextDescription: theme.text3,
      colorTextDisabled: theme.text3,
      colorIcon: theme.text3,
      colorBorder: theme.controlBorder,
      colorBorderSecondary: theme.line,
      colorSplit: theme.line,
      controlItemBgActive: theme.selected,
      controlItemBgHover: theme.hover,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: theme.onBrand,
        dangerColor: theme.tones.gap.onSolid,
      },
      Segmented: { itemColor: theme.text2, itemSelectedColor: theme.brand },
      Drawer: { paddingLG: 16 },
    },
  }
}
