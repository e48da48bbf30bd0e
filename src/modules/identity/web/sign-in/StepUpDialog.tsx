import { Form, Input, Modal } from 'antd'
import { useSyncExternalStore } from 'react'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { stepUp } from '../../contract/session.ts'
import { identityText } from '../text.ts'

type Answer = (proved: boolean) => void

let waiting: readonly Answer[] = []
const listeners = new Set<() => void>()

function publish(next: readonly Answer[]): void {
  waiting = next
  for (const tell of listeners) tell()
}

/** Asks the person to prove who they are; several refusals at once are one question. */
export const askStepUp = (): Promise<boolean> =>
  new Promise((resolve) => publish([...waiting, resolve]))

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function finish(proved: boolean): void {
  const asked = waiting
  publish([])
  for (const answer of asked) answer(proved)
}

/** Stands once in the shell and opens when a call needs a fresh check. */
export function StepUpDialog() {
  const t = identityText.useText()
  const open = useSyncExternalStore(subscribe, () => waiting.length > 0)
  const [form] = Form.useForm<{ password?: string; code?: string }>()
  const check = useAct(stepUp, { onDone: () => finish(true) })
  const submit = ({ password, code }: { password?: string; code?: string }) =>
    check.mutate({ body: { ...(password ? { password } : {}), ...(code ? { code } : {}) } })
  return (
    <Modal
      open={open}
      title={t('stepUp.title')}
      okText={t('stepUp.submit')}
      confirmLoading={check.isPending}
      okButtonProps={{ htmlType: 'submit', form: 'step-up' }}
      onCancel={() => finish(false)}
      afterClose={() => check.reset()}
      destroyOnHidden
    >
      <p className="ay-note">{t('stepUp.note')}</p>
      <Form id="step-up" form={form} layout="vertical" preserve={false} onFinish={submit}>
        <Form.Item name="password" label={t('stepUp.password')}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="code" label={t('stepUp.code')} extra={t('stepUp.either')}>
          <Input inputMode="numeric" autoComplete="one-time-code" />
        </Form.Item>
      </Form>
      {check.error ? (
        <p role="alert" className="ay-gap">
          <StateMark tone="gap" /> {check.error.message}
        </p>
      ) : null}
    </Modal>
  )
}
