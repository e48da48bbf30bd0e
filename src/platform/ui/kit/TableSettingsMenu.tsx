import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Radio } from 'antd'
import { kit } from '../kit-text.ts'
import type { TableSettings } from './table-settings.ts'

interface TableSettingsMenuProps {
  readonly columns: readonly { readonly key: string; readonly title: string }[]
  readonly settings: TableSettings
  readonly onChange: (settings: TableSettings) => void
}

/** Which columns, how high the rows, and printing what is on the screen. */
export function TableSettingsMenu({ columns, settings, onChange }: TableSettingsMenuProps) {
  const t = kit.useText()
  const toggle = (key: string, on: boolean) =>
    onChange({
      ...settings,
      hidden: on ? settings.hidden.filter((one) => one !== key) : [...settings.hidden, key],
    })
  const content = (
    <div className="ay-table-settings">
      <strong>{t('table.columns')}</strong>
      {columns
        .filter(({ title }) => title !== '')
        .map(({ key, title }) => (
          <Checkbox
            key={key}
            checked={!settings.hidden.includes(key)}
            onChange={({ target }) => toggle(key, target.checked)}
          >
            {title}
          </Checkbox>
        ))}
      <strong>{t('table.density')}</strong>
      <Radio.Group
        value={settings.dense}
        onChange={({ target }) => onChange({ ...settings, dense: target.value as boolean })}
        options={[
          { value: true, label: t('table.dense') },
          { value: false, label: t('table.roomy') },
        ]}
      />
      <Button size="small" onClick={() => window.print()}>
        {t('table.print')}
      </Button>
    </div>
  )
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button
        className="ay-no-print"
        size="small"
        type="text"
        icon={<SettingOutlined />}
        aria-label={t('table.settings')}
      />
    </Popover>
  )
}
