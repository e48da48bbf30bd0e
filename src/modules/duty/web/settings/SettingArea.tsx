import { Select } from 'antd'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { useTypedWords } from '../../../../platform/ui/typed-words.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { type AreaLevel, areaLevels, listAreas } from '../../../identity/contract/area.ts'
import { dutyText } from '../text.ts'

const areasMax = 200

/** Settings hold for a county or a station; a body above sets those of all its counties. */
const settable: readonly AreaLevel[] = ['province', 'city', 'county', 'station']

interface SettingAreaProps {
  readonly value: { readonly id: string; readonly name: string | undefined }
  readonly onChange: (areaId: string) => void
}

/** Whose settings are shown: the own area, or one below it. Many are found by typing. */
export function SettingArea({ value, onChange }: SettingAreaProps) {
  const t = dutyText.useText()
  const { area } = useViewer()
  const [search, type] = useTypedWords()
  const query = { limit: areasMax, ...(search === '' ? {} : { search }) }
  const { data, isFetching } = useRead(listAreas, { query }, { keepLast: true })
  const rank = (level: string): number => areaLevels.indexOf(level as AreaLevel)
  const found = (data?.rows ?? [])
    .filter(({ level }) => settable.includes(level) && rank(level) >= rank(area.level))
    .map(({ id, name }) => ({ value: id, label: name }))
  const known = found.some((one) => one.value === value.id)
  const options =
    known || search !== '' ? found : [{ value: value.id, label: value.name ?? '…' }, ...found]
  return (
    <Select
      className="st-area"
      aria-label={t('setting.area')}
      showSearch={{ filterOption: false, onSearch: type }}
      loading={isFetching}
      value={value.id}
      options={options}
      onChange={onChange}
    />
  )
}
