import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { now } from '../../../../platform/ui/clock.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import {
  ChoiceField,
  DayField,
  NumberField,
  TextField,
} from '../../../../platform/ui/kit/fields.tsx'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateTag, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { isoDay } from '../../../../platform/ui/wall-time.ts'
import type { School } from '../../contract/school.ts'
import {
  addGearEntry,
  type GearStock,
  gearMovements,
  gears,
  getGearStock,
  listGearEntries,
  listWrittenRules,
  saveWrittenRule,
  type WrittenRule,
} from '../../contract/upkeep.ts'
import { schoolsText } from '../text.ts'

const toneOfRule: Readonly<Record<WrittenRule['state'], Tone>> = {
  inForce: 'ok',
  expiring: 'warn',
  expired: 'gap',
  missing: 'warn',
}

/** The four written rules, protective gear in stock, and its ledger. */
export default function UpkeepTab({ school }: { school: School }) {
  return (
    <>
      <Rules schoolId={school.id} />
      <Gear schoolId={school.id} />
    </>
  )
}

function Rules({ schoolId }: { schoolId: string }) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.upkeep.edit')
  const [chosen, setChosen] = useState<WrittenRule | null>(null)
  const query = useRead(
    listWrittenRules,
    { params: { schoolId } },
    { topics: ['schools.writtenRule'] },
  )
  return (
    <Panel title={t('rule.title')} flush>
      <Read query={query}>
        {(rules) => (
          <ul className="sc-list">
            {rules.map((rule) => (
              <li key={rule.kind}>
                <strong>{t(`rule.kindOf.${rule.kind}`)}</strong>
                <StateTag tone={toneOfRule[rule.state]}>{t(`rule.stateOf.${rule.state}`)}</StateTag>
                <span className="ay-note">
                  {rule.adoptedOn ? `${t('rule.adopted')} ${rule.adoptedOn}` : ''}{' '}
                  {rule.expiresOn ? `${t('rule.expires')} ${rule.expiresOn}` : ''}
                </span>
                {mayEdit ? (
                  <Button type="link" size="small" onClick={() => setChosen(rule)}>
                    {t('rule.save')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Read>
      {chosen ? (
        <RuleDialog schoolId={schoolId} rule={chosen} onClose={() => setChosen(null)} />
      ) : null}
    </Panel>
  )
}

interface RuleDialogProps {
  readonly schoolId: string
  readonly rule: WrittenRule
  readonly onClose: () => void
}

function RuleDialog({ schoolId, rule, onClose }: RuleDialogProps) {
  const t = schoolsText.useText()
  const schema = saveWrittenRule.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(saveWrittenRule, { params: { schoolId, kind: rule.kind }, body })
    refresh(queryClient, ['schools.writtenRule'])
    tell({ text: t('rule.saved') })
  }
  return (
    <RecordDialog
      title={t(`rule.kindOf.${rule.kind}`)}
      schema={schema}
      initial={{ adoptedOn: rule.adoptedOn ?? isoDay(now()), expiresOn: rule.expiresOn }}
      toBody={(values) => ({ ...values, version: rule.version })}
      submit={submit}
      submitLabel={t('rule.save')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <DayField name="adoptedOn" label={t('rule.adopted')} required />
        <DayField name="expiresOn" label={t('rule.expires')} />
      </div>
    </RecordDialog>
  )
}

const gearTopics = ['schools.gear'] as const

function Gear({ schoolId }: { schoolId: string }) {
  const t = schoolsText.useText()
  const mayEdit = useMay('schools.upkeep.edit')
  const [open, setOpen] = useState(false)
  const stock = useRead(getGearStock, { params: { schoolId } }, { topics: gearTopics })
  const ledger = usePages(listGearEntries, { params: { schoolId } }, gearTopics)
  return (
    <Panel
      title={t('gear.title')}
      note={stock.data ? <Sets stock={stock.data} /> : undefined}
      flush
      actions={mayEdit ? <Button onClick={() => setOpen(true)}>{t('gear.add')}</Button> : undefined}
    >
      <Read query={stock}>{(data) => <Stock stock={data} />}</Read>
      <DataTable
        id="schools.gear"
        caption={t('gear.ledger')}
        columns={[
          { key: 'day', title: t('gear.day'), cell: ({ onDay }) => onDay },
          { key: 'gear', title: t('gear.gear'), cell: ({ gear }) => t(`gear.gearOf.${gear}`) },
          {
            key: 'movement',
            title: t('gear.movement'),
            cell: ({ movement }) => t(`gear.movementOf.${movement}`),
          },
          {
            key: 'quantity',
            title: t('gear.quantity'),
            align: 'right',
            cell: ({ quantity }) => quantity,
          },
          { key: 'expires', title: t('gear.expires'), cell: ({ expiresOn }) => expiresOn },
          { key: 'note', title: t('gear.note'), cell: ({ note }) => note },
        ]}
        query={ledger.query}
        paging={ledger.paging}
        rowKey={({ id }) => id}
        empty={<Empty title={t('gear.none')} />}
        tools={<strong>{t('gear.ledger')}</strong>}
      />
      {open ? <GearDialog schoolId={schoolId} onClose={() => setOpen(false)} /> : null}
    </Panel>
  )
}

function Sets({ stock }: { stock: GearStock }) {
  const t = schoolsText.useText()
  return (
    <>
      {t('gear.sets', { sets: stock.coreSets, guards: stock.guards })}{' '}
      {stock.setsMissing > 0 ? (
        <StateWord tone="warn">{t('gear.missing', { count: stock.setsMissing })}</StateWord>
      ) : null}
    </>
  )
}

function Stock({ stock: { stock } }: { stock: GearStock }) {
  const t = schoolsText.useText()
  return (
    <ul className="sc-stock">
      {stock.map(({ gear, inStock, overdue }) => (
        <li key={gear}>
          <span>{t(`gear.gearOf.${gear}`)}</span>
          <strong>{inStock}</strong>
          {overdue > 0 ? (
            <StateWord tone="gap">{t('gear.overdue', { count: overdue })}</StateWord>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function GearDialog({ schoolId, onClose }: { schoolId: string; onClose: () => void }) {
  const t = schoolsText.useText()
  const schema = addGearEntry.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(addGearEntry, { params: { schoolId }, body })
    refresh(queryClient, gearTopics)
    tell({ text: t('gear.added') })
  }
  return (
    <RecordDialog
      title={t('gear.add')}
      schema={schema}
      initial={{ gear: 'helmet', movement: 'in', quantity: 1, onDay: isoDay(now()), note: '' }}
      toBody={(values) => ({
        ...values,
        id: newId(),
        expiresOn: values['movement'] === 'in' ? (values['expiresOn'] ?? null) : null,
      })}
      submit={submit}
      submitLabel={t('gear.add')}
      onClose={onClose}
    >
      <div className="ay-form-columns">
        <ChoiceField
          name="gear"
          label={t('gear.gear')}
          choices={gears.map((gear) => ({ value: gear, label: t(`gear.gearOf.${gear}`) }))}
        />
        <ChoiceField
          name="movement"
          label={t('gear.movement')}
          choices={gearMovements.map((value) => ({ value, label: t(`gear.movementOf.${value}`) }))}
        />
        <NumberField name="quantity" label={t('gear.quantity')} min={1} max={10_000} />
        <DayField name="onDay" label={t('gear.day')} required />
        <DayField name="expiresOn" label={t('gear.expires')} />
        <TextField name="note" label={t('gear.note')} max={200} />
      </div>
    </RecordDialog>
  )
}
