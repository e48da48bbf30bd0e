import { useBlocker } from '@tanstack/react-router'
import { Button, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Schema } from '../../contract/endpoint.ts'
import { RefusedError } from '../api.ts'
import { kit } from '../kit-text.ts'
import { newId } from '../new-id.ts'
import { StateMark } from './StateMark.tsx'

type Values = Record<string, unknown>

interface RecordFormProps<O> {
  readonly form: FormInstance
  readonly schema: Schema<O>
  readonly initial: Values
  /** From what the fields hold to what the contract asks; `id` is for the record that it makes. */
  readonly toBody: (values: Values, id: string) => unknown
  readonly submit: (body: O) => Promise<unknown>
  readonly submitLabel: ReactNode
  readonly onCancel: () => void
  readonly children: ReactNode
  readonly note?: ReactNode
  /** Words for the faults that only this record knows, by the message of its schema. */
  readonly words?: Readonly<Record<string, string>>
}

/**
 * A form that takes its limits from the contract: the same schema that the server checks says
 * here, beside the field, what is wrong. Leaving with unsaved changes asks first.
 */
export function RecordForm<O>(props: RecordFormProps<O>) {
  const t = kit.useText()
  const { form, schema } = props
  const [state, setState] = useState<{ dirty: boolean; busy: boolean; failure?: string }>({
    dirty: false,
    busy: false,
  })
  const [faults, setFaults] = useState(0)
  // One for each record, not for each press: after an answer that got lost it is sent again.
  const id = useRef(newId())
  const finish = async (values: Values) => {
    const checked = schema.safeParse(props.toBody(values, id.current))
    const found = checked.success
      ? []
      : checked.error.issues.map((issue) => asField(issue, props.words))
    setFaults(found.length)
    form.setFields(found)
    if (!checked.success) return
    setState({ dirty: true, busy: true })
    try {
      // The page that follows must not be asked about changes that have just been saved.
      setState({ dirty: false, busy: true })
      await props.submit(checked.data)
      id.current = newId()
      setState({ dirty: false, busy: false })
    } catch (error) {
      setFaults(showRefusal(form, error))
      setState({ dirty: true, busy: false, failure: (error as Error).message })
    }
  }
  return (
    <Form
      form={form}
      layout="vertical"
      className="ay-form"
      initialValues={props.initial}
      onFinish={(values: Values) => void finish(values)}
      onValuesChange={() => setState({ dirty: true, busy: false })}
      scrollToFirstError
      requiredMark
    >
      <LeaveGuard dirty={state.dirty} />
      {props.children}
      <div className="ay-form-foot">
        {faults > 0 || state.failure ? (
          <span className="ay-form-summary" role="alert">
            <StateMark tone="gap" /> {state.failure ?? t('form.summary', { count: faults })}
          </span>
        ) : (
          <span className="ay-note">{props.note}</span>
        )}
        <Button onClick={props.onCancel}>{t('form.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={state.busy}>
          {props.submitLabel}
        </Button>
      </div>
    </Form>
  )
}

type FieldFault = { name: (string | number)[]; errors: string[] }

/** A fault of the schema in words that a person understands. */
function asField(
  issue: z.core.$ZodIssue,
  words: Readonly<Record<string, string>> = {},
): FieldFault {
  const text = words[issue.message] ?? faultText(issue)
  return { name: issue.path as (string | number)[], errors: [text] }
}

function faultText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') {
    const max = Number(issue.maximum)
    return kit.text(issue.origin === 'string' ? 'form.tooLong' : 'form.tooBig', { max })
  }
  if (issue.code === 'too_small') {
    const min = Number(issue.minimum)
    if (issue.origin !== 'string') return kit.text('form.tooSmall', { min })
    return min === 1 ? kit.text('form.required') : kit.text('form.tooShort', { min })
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  return kit.text(missing ? 'form.required' : 'form.wrong')
}

/** Puts the server's field errors beside their fields. Returns how many there are. */
function showRefusal(form: FormInstance, error: unknown): number {
  const errors = error instanceof RefusedError ? (error.problem.errors ?? []) : []
  const fields = errors.map(({ path, message }) => ({
    name: path.split('.').slice(1),
    errors: [message],
  }))
  form.setFields(fields)
  return fields.length
}

function LeaveGuard({ dirty }: { dirty: boolean }) {
  const t = kit.useText()
  const blocker = useBlocker({ shouldBlockFn: () => dirty, withResolver: true, disabled: !dirty })
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('form.leave')}
      okText={t('form.leaveYes')}
      cancelText={t('form.leaveNo')}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    />
  )
}
