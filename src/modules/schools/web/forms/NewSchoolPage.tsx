import { Form } from 'antd'
import type { z } from 'zod'
import { useGo } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh } from '../../../../platform/ui/api-queries.ts'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { RecordForm } from '../../../../platform/ui/kit/RecordForm.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { AreaField } from '../../../identity/web/index.ts'
import { createSchool, NewSchool } from '../../contract/school.ts'
import { schoolAddress, schoolsAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { SchoolFormFields, schoolBody, schoolValues, useSchoolWords } from './SchoolFormFields.tsx'

/** Enters a school in the register. */
export default function NewSchoolPage() {
  const t = schoolsText.useText()
  const go = useGo()
  const [form] = Form.useForm()
  const submit = async (body: z.output<typeof NewSchool>) => {
    const school = await call(createSchool, { body })
    refresh(queryClient, ['schools.*'])
    tell({ text: t('form.created', { name: school.name }) })
    await go(schoolAddress, { params: { schoolId: school.id } }, true)
  }
  return (
    <div className="ay-page">
      <PageHead title={t('form.add')} />
      <div className="ay-page-body">
        <Panel>
          <RecordForm
            form={form}
            schema={NewSchool}
            initial={schoolValues(undefined)}
            toBody={(values, id) => ({ ...schoolBody(values, undefined), id })}
            submit={submit}
            words={useSchoolWords()}
            submitLabel={t('form.create')}
            onCancel={() => void go(schoolsAddress, {})}
          >
            <div className="ay-form-columns">
              <AreaField
                name="withinAreaId"
                label={t('field.within')}
                levels={['county', 'station']}
              />
            </div>
            <SchoolFormFields />
          </RecordForm>
        </Panel>
      </div>
    </div>
  )
}
