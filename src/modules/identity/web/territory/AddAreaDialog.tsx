import { Form, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { ChoiceField, SwitchField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { useTypedWords } from '../../../../platform/ui/typed-words.ts'
import {
  type Area,
  type AreaLevel,
  addArea,
  listTerritory,
  removeArea,
} from '../../contract/area.ts'
import { identityText } from '../text.ts'
import { levelsBelow, readAgain, topics } from './territory.ts'

type Parent = Pick<Area, 'id' | 'name' | 'level'>

interface AddAreaDialogProps {
  /** Absent: it is chosen in the dialog. */
  readonly parent: Parent | undefined
  readonly onClose: () => void
}

/** An area below another; below a county that is a station, which comes with its police agency. */
export function AddAreaDialog({ parent: given, onClose }: AddAreaDialogProps) {
  const t = identityText.useText()
  const [ids] = useState({ area: newId(), agency: newId() })
  const [parent, setParent] = useState(given)
  const schema = addArea.body
  if (!schema) return null
  const levels = parent ? levelsBelow(parent.level) : []
  const [next] = levels
  const toBody = (values: Record<string, unknown>) => bodyOf(values, ids, given?.id, next)
  const submit = async (body: z.output<typeof schema>) => {
    const { id, name, level } = await call(addArea, { body })
    readAgain()
    const undo = () => call(removeArea, { params: { id } }).finally(readAgain)
    tell({ text: t('territory.added', { name }), ...(level === 'station' ? { undo } : {}) })
  }
  const title = t(levels.length === 1 ? 'territory.addStation' : 'territory.add')
  return (
    <RecordDialog
      title={given ? `${title}・${given.name}` : title}
      schema={schema}
      initial={{ name: '', withAgency: true, ...(next ? { level: next } : {}) }}
      toBody={toBody}
      submit={submit}
      submitLabel={title}
      onClose={onClose}
    >
      {given ? null : <ParentField onChoose={setParent} />}
      <Fields levels={levels} />
    </RecordDialog>
  )
}

/** What the fields hold becomes one entry: a station with its agency, or another area alone. */
function bodyOf(
  { withAgency, code, ...values }: Record<string, unknown>,
  ids: { readonly area: string; readonly agency: string },
  parentId: string | undefined,
  next: AreaLevel | undefined,
): unknown {
  const area = { level: next, ...(parentId ? { parentId } : {}), ...values, id: ids.area }
  if (area.level !== 'station') return { ...area, ...(code ? { code } : {}) }
  const name = String(values['name'] ?? '').trim()
  const agency = { id: ids.agency, kind: 'police', name }
  // A name that is missing is missing once.
  return { ...area, ...(withAgency && name !== '' ? { agency } : {}) }
}

function Fields({ levels }: { levels: readonly AreaLevel[] }) {
  const t = identityText.useText()
  const form = Form.useFormInstance()
  const [next] = levels
  const level = (Form.useWatch('level', form) as AreaLevel | undefined) ?? next
  // Another parent: the level below it is what is most likely meant.
  useEffect(() => {
    if (next) form.setFieldValue('level', next)
  }, [form, next])
  return (
    <>
      {levels.length > 1 ? (
        <ChoiceField
          name="level"
          label={t('territory.level')}
          required
          choices={levels.map((value) => ({ value, label: t(`territory.levelOf.${value}`) }))}
        />
      ) : null}
      <TextField
        name="name"
        label={t('territory.name')}
        required
        max={120}
        {...(level === 'station' ? { extra: t('territory.stationHelp') } : {})}
      />
      {level === 'station' ? (
        <SwitchField
          name="withAgency"
          label={t('territory.withAgency')}
          extra={t('territory.withAgencyHelp')}
        />
      ) : (
        <TextField
          name="code"
          label={t('territory.code')}
          max={12}
          extra={t('territory.codeHelp')}
        />
      )}
    </>
  )
}

const parentsMax = 200

/** Chooses an area that others can lie in; many are found by typing. */
function ParentField({ onChoose }: { onChoose: (parent: Parent) => void }) {
  const t = identityText.useText()
  const [search, type] = useTypedWords()
  const { data, isFetching } = useRead(
    listTerritory,
    { query: { limit: parentsMax, ...(search === '' ? {} : { search }) } },
    { keepLast: true, topics },
  )
  const parents = (data?.rows ?? []).filter(({ level }) => level !== 'station')
  return (
    <Form.Item name="parentId" label={t('territory.parent')} required>
      <Select
        showSearch={{ filterOption: false, onSearch: type }}
        loading={isFetching}
        options={parents.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id: string) => {
          const parent = parents.find((one) => one.id === id)
          if (parent) onChoose(parent)
        }}
      />
    </Form.Item>
  )
}
