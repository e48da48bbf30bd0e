import { Form } from 'antd'
import type { z } from 'zod'
import { useGo, useParamsOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useRead } from '../../../../platform/ui/api-queries.ts'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordForm } from '../../../../platform/ui/kit/RecordForm.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { getSchool, type School, SchoolPatch, updateSchool } from '../../contract/school.ts'
import { editSchoolAddress, schoolAddress } from '../addresses.ts'
import { schoolsText } from '../text.ts'
import { SchoolFormFields, schoolBody, schoolValues, useSchoolWords } from './SchoolFormFields.tsx'

/** Changes the record of a school; somebody else's change meanwhile is said, not overwritten. */
export default function EditSchoolPage() {
  const { schoolId } = useParamsOf(editSchoolAddress)
  const query = useRead(getSchool, { params: { schoolId } })
  return (
    <Read query={query} rows={10}>
      {(school) => <EditForm school={school} />}
    </Read>
  )
}

function EditForm({ school }: { school: School }) {
  const t = schoolsText.useText()
  const go = useGo()
  const [form] = Form.useForm()
  const params = { schoolId: school.id }
  const submit = async (body: z.output<typeof SchoolPatch>) => {
    await call(updateSchool, { params, body })
    refresh(queryClient, ['schools.*'])
    void queryClient.invalidateQueries({ queryKey: [getSchool.path] })
    tell({ text: t('form.saved') })
    await go(schoolAddress, { params }, true)
  }
  return (
    <div className="ay-page">
      <PageHead title={t('form.edit', { name: school.name })} />
      <div className="ay-page-body">
        <Panel>
          <RecordForm
            form={form}
            schema={SchoolPatch}
            initial={schoolValues(school)}
            toBody={(values) => ({ ...schoolBody(values, school), version: school.version })}
            submit={submit}
            words={useSchoolWords()}
            submitLabel={t('form.save')}
            onCancel={() => void go(schoolAddress, { params })}
          >
            <SchoolFormFields />
          </RecordForm>
        </Panel>
      </div>
    </div>
  )
}
