import { Form } from 'antd'
import type { z } from 'zod'
import { useGo } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, useRead } from '../../../../platform/ui/api-queries.ts'
import { NumberField, SwitchField } from '../../../../platform/ui/kit/fields.tsx'
import { Facts, PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordForm } from '../../../../platform/ui/kit/RecordForm.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useMay, useViewer } from '../../../../platform/ui/viewer.ts'
import {
  DutySetting,
  type EffectiveSetting,
  readSetting,
  writeSetting,
} from '../../contract/setting.ts'
import { todayAddress } from '../addresses.ts'
import { dutyText } from '../text.ts'

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

/** What the area decides about its duty; shifts ahead follow. */
export default function SettingPage() {
  const t = dutyText.useText()
  const { area } = useViewer()
  const mayEdit = useMay('duty.setting.edit')
  const query = useRead(readSetting, { params: { areaId: area.id } })
  return (
    <div className="ay-page">
      <PageHead
        title={t('setting.title')}
        note={query.data ? <Source effective={query.data} /> : undefined}
      />
      <div className="ay-page-body">
        <Panel>
          <Read query={query} rows={8}>
            {({ setting }) =>
              mayEdit ? (
                <SettingForm areaId={area.id} setting={setting} />
              ) : (
                <Shown setting={setting} />
              )
            }
          </Read>
        </Panel>
      </div>
    </div>
  )
}

function Source({ effective: { decidedByAreaId, areaId } }: { effective: EffectiveSetting }) {
  const t = dutyText.useText()
  if (decidedByAreaId === null) return t('setting.defaults')
  return decidedByAreaId === areaId ? t('setting.own') : null
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

function SettingForm({ areaId, setting }: { areaId: string; setting: DutySetting }) {
  const t = dutyText.useText()
  const go = useGo()
  const [form] = Form.useForm()
  const submit = async (body: z.output<typeof DutySetting>) => {
    const { shiftsMoved } = await call(writeSetting, { params: { areaId }, body })
    void queryClient.invalidateQueries({ queryKey: [readSetting.path] })
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
          />
        ))}
        <SwitchField name="helpAutoNext" label={t('setting.helpAutoNext')} />
      </div>
    </RecordForm>
  )
}
