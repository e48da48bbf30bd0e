import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { StateMark, StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { activate } from '../../contract/account.ts'
import { signInAddress } from '../addresses.ts'
import { identityText } from '../text.ts'
import './sign-in.css'

const passwordLengthMin = 10

/** The owner of a new account chooses the password; the link works once. */
export default function ActivatePage() {
  const t = identityText.useText()
  // Read once and taken out of the address, so that it is not left on a shared screen.
  const [token] = useState(() => {
    const text = window.location.hash.slice(1)
    window.history.replaceState(null, '', window.location.pathname)
    return text
  })
  const chosen = useAct(activate)
  return (
    <main className="si-main si-alone">
      <div className="si-form">
        <h1>{t('activate.title')}</h1>
        {chosen.data ? (
          <>
            <p>
              <StateWord tone="ok">{t('activate.done', { name: chosen.data.loginName })}</StateWord>
            </p>
            <p>
              <PageLink to={signInAddress} target={{}}>
                {t('activate.signIn')}
              </PageLink>
            </p>
          </>
        ) : token === '' ? (
          <p className="ay-gap">{t('activate.noToken')}</p>
        ) : (
          <Form
            layout="vertical"
            onFinish={({ password }: { password: string }) =>
              chosen.mutate({ body: { token, password } })
            }
          >
            <p className="si-note">{t('activate.note')}</p>
            <Form.Item
              name="password"
              label={t('activate.password')}
              extra={t('activate.help')}
              rules={[{ required: true, min: passwordLengthMin, message: t('activate.short') }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Form.Item
              name="again"
              label={t('activate.again')}
              dependencies={['password']}
              rules={[
                ({ getFieldValue }) => ({
                  validator: (_, value) =>
                    value === getFieldValue('password')
                      ? Promise.resolve()
                      : Promise.reject(new Error(t('activate.differ'))),
                }),
              ]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            {chosen.error ? (
              <p role="alert" className="ay-gap">
                <StateMark tone="gap" /> {chosen.error.message}
              </p>
            ) : null}
            <Button type="primary" htmlType="submit" block loading={chosen.isPending}>
              {t('activate.submit')}
            </Button>
          </Form>
        )}
      </div>
    </main>
  )
}
