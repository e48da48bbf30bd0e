import { Button, Form } from 'antd'
import type { z } from 'zod'
import { useChangeSearch, useGo, useSearchOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { NumberField, SwitchField } from '../../../../platform/ui/kit/fields.tsx'
import { Facts, PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordForm } from '../../../../platform/ui/kit/RecordForm.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useMay, useViewer } from '../../../../platform/ui/viewer.ts'
import { getArea } from '../../../identity/contract/area.ts'
import {
  clearSetting,
  DutySetting,
  type EffectiveSetting,
  readSetting,
  writeSetting,
} from '../../contract/setting.ts'
import { dutySettingAddress, todayAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'
import { SettingArea } from './SettingArea.tsx'
import './setting.css'

const numbers = [
  ['arrivalLeadMin', 0, 120, 1],
  ['arrivalLagMin', 0, 120, 1],
  ['dismissalLeadMin', 0, 120, 1],
  ['dismissalLagMin', 0, 120, 1],
  ['gapWatchMin', 1, 60, 1],
  ['helpAnswerS', 15, 600, 5],
  ['maxDutiesPerWeek', 1, 21, 1],
  ['positionKeepDays', 1, 30, 1],
  ['travelKmh', 3, 120, 1],
  ['detourFactor', 1, 3, 0.1],
  ['volunteerClaimsPerTermMax', 1, 200, 1],
] as const satisfies [keyof DutySetting, number, number, number][]

const readAgain = () => void queryClient.invalidateQueries({ queryKey: [readSetting.path] })

/** What an area decides about its duty; shifts ahead follow. */
export default function SettingPage() {
  const t = dutyText.useText()
  const { area } = useViewer()
  const mayEdit = useMay('duty.setting.edit')
  const { area: areaId = area.id } = useSearchOf(dutySettingAddress)
  const change = useChangeSearch(dutySettingAddress)
  const named = useRead(getArea, { params: { id: areaId } })
  const query = useRead(readSetting, { params: { areaId } })
  const name = areaId === area.id ? area.name : named.data?.name
  return (
    <div className="ay-page">
      <PageHead
        title={t('setting.title')}
        tags={
          <SettingArea
            value={{ id: areaId, name }}
            onChange={(next) => void change({ area: next === area.id ? undefined : next })}
          />
        }
        note={query.data ? <Source effective={query.data} /> : undefined}
        actions={
          mayEdit && query.data?.decidedByAreaId === areaId ? (
            <Inherit effective={query.data} />
          ) : undefined
        }
      />
      <div className="ay-page-body">
        <Panel>
          <Read query={query} rows={8}>
            {(effective) =>
              mayEdit ? (
                <SettingForm
                  key={`${areaId} ${JSON.stringify(effective.setting)}`}
                  effective={effective}
                  areaName={name ?? ''}
                />
              ) : (
                <Shown setting={effective.setting} />
              )
            }
          </Read>
        </Panel>
      </div>
    </div>
  )
}

function Source({ effective }: { effective: EffectiveSetting }) {
  const t = dutyText.useText()
  const { decidedByAreaId, areaId, inherited } = effective
  if (decidedByAreaId === areaId) return t('setting.own')
  return inherited.fromName === null
    ? t('setting.defaults')
    : t('setting.inherits', { area: inherited.fromName })
}

/** Gives the own settings up; what was set can be put back. */
function Inherit({ effective: { areaId, setting, inherited } }: { effective: EffectiveSetting }) {
  const t = dutyText.useText()
  const { fromName } = inherited
  const clear = useAct(clearSetting, {
    onDone: ({ shiftsMoved }) => {
      readAgain()
      tell({
        text: t('setting.cleared', { count: shiftsMoved }),
        undo: () => call(writeSetting, { params: { areaId }, body: setting }).finally(readAgain),
      })
    },
  })
  return (
    <Button
      loading={clear.isPending}
      onClick={() => clear.mutate({ params: { areaId } }, { onError: tellFailure })}
    >
      {fromName === null ? t('setting.useDefaults') : t('setting.inherit', { area: fromName })}
    </Button>
  )
}

function Shown({ setting }: { setting: DutySetting }) {
  const t = dutyText.useText()
  const k = kit.useText()
  return (
    <Facts
      facts={[
        ...numbers.map(
          ([name]) => [t(`setting.${name}`), setting[name] ?? t('setting.unlimited')] as const,
        ),
        [t('setting.helpAutoNext'), k(setting.helpAutoNext ? 'form.yes' : 'form.no')],
      ]}
    />
  )
}

interface SettingFormProps {
  readonly effective: EffectiveSetting
  readonly areaName: string
}

function SettingForm({ effective, areaName }: SettingFormProps) {
  const t = dutyText.useText()
  const go = useGo()
  const [form] = Form.useForm()
  const { areaId, setting, decidedByAreaId } = effective
  const otherwise = useInheritedWords(effective)
  const submit = async (body: z.output<typeof DutySetting>) => {
    const { shiftsMoved } = await call(writeSetting, { params: { areaId }, body })
    readAgain()
    tell({ text: t('setting.saved', { count: shiftsMoved }) })
  }
  return (
    <RecordForm
      form={form}
      schema={DutySetting}
      initial={{ ...setting }}
      toBody={(values) => ({
        ...values,
        volunteerClaimsPerTermMax: values['volunteerClaimsPerTermMax'] ?? null,
      })}
      submit={submit}
      submitLabel={t('setting.save')}
      onCancel={() => void go(todayAddress, {})}
      note={decidedByAreaId === areaId ? undefined : t('setting.becomesOwn', { area: areaName })}
    >
      <div className="ay-form-columns">
        {numbers.map(([name, min, max, step]) => (
          <NumberField
            key={name}
            name={name}
            label={t(`setting.${name}`)}
            min={min}
            max={max}
            step={step}
            {...otherwise(name)}
          />
        ))}
        <SwitchField
          name="helpAutoNext"
          label={t('setting.helpAutoNext')}
          {...otherwise('helpAutoNext')}
        />
      </div>
    </RecordForm>
  )
}

/** Beside a value of the area's own that differs: what would hold without it. */
function useInheritedWords({ setting, inherited }: EffectiveSetting) {
  const t = dutyText.useText()
  const k = kit.useText()
  const wordOf = (value: DutySetting[keyof DutySetting]) =>
    typeof value === 'boolean'
      ? k(value ? 'form.yes' : 'form.no')
      : (value ?? t('setting.unlimited'))
  return (name: keyof DutySetting): { extra?: string } => {
    if (setting[name] === inherited.setting[name]) return {}
    const value = wordOf(inherited.setting[name])
    const { fromName } = inherited
    return {
      extra:
        fromName === null
          ? t('setting.defaultValue', { value })
          : t('setting.inheritedValue', { area: fromName, value }),
    }
  }
}
