import { Button, Form, Input } from 'antd'
import { queryClient, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateMark, StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
  me,
} from '../../contract/session.ts'
import { identityText } from '../text.ts'
import './accounts.css'

const readAgain = () => void queryClient.invalidateQueries({ queryKey: [listOwnSessions.path] })

/** The own sessions on all devices, and the password. */
export default function OwnAccountPage() {
  const t = identityText.useText()
  const own = useRead(me, {}).data
  return (
    <div className="ay-page">
      <PageHead
        title={t('own.title')}
        note={
          own
            ? [
                own.loginName,
                own.lastSignInAt
                  ? t('signIn.lastSignIn', { time: shown(own.lastSignInAt, 'dayTime') })
                  : '',
              ].join('・')
            : undefined
        }
      />
      <div className="ay-page-body">
        <Sessions />
        <Password />
      </div>
    </div>
  )
}

function Sessions() {
  const t = identityText.useText()
  const query = useRead(listOwnSessions, {})
  const done = (text: string) => () => {
    readAgain()
    tell({ text })
  }
  const end = useAct(endOwnSession, { onDone: done(t('own.ended')) })
  const endOthers = useAct(endOtherSessions, {
    onDone: ({ ended }) => {
      readAgain()
      tell({ text: t('own.othersEnded', { count: ended }) })
    },
  })
  return (
    <Panel
      title={t('own.sessions')}
      flush
      actions={
        <Button onClick={() => endOthers.mutate({}, { onError: tellFailure })}>
          {t('own.endOthers')}
        </Button>
      }
    >
      <Read query={query}>
        {({ rows }) => (
          <table className="ay-table">
            <thead>
              <tr>
                <th scope="col">{t('own.device')}</th>
                <th scope="col">{t('own.role')}</th>
                <th scope="col">{t('own.since')}</th>
                <th scope="col">{t('own.seen')}</th>
                <th scope="col">
                  <span className="ay-unseen">{t('own.end')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((session) => (
                <tr key={session.id}>
                  <td>
                    {session.deviceName || t(session.deviceBound ? 'own.phone' : 'own.browser')}{' '}
                    {session.current ? <StateTag tone="ok">{t('own.current')}</StateTag> : null}
                  </td>
                  <td>
                    {t(`role.${session.role}`)}・{session.areaName}
                  </td>
                  <td>{shown(session.createdAt, 'dayTime')}</td>
                  <td>{shown(session.lastSeenAt, 'dayTime')}</td>
                  <td>
                    {session.current ? null : (
                      <Button
                        size="small"
                        onClick={() =>
                          end.mutate({ params: { id: session.id } }, { onError: tellFailure })
                        }
                      >
                        {t('own.end')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Read>
    </Panel>
  )
}

const passwordLengthMin = 10

function Password() {
  const t = identityText.useText()
  const [form] = Form.useForm<{ current: string; next: string }>()
  const change = useAct(changePassword, {
    onDone: () => {
      form.resetFields()
      readAgain()
      tell({ text: t('own.changed') })
    },
  })
  return (
    <Panel title={t('own.password')}>
      <Form
        form={form}
        layout="vertical"
        style={{ maxWidth: 360 }}
        onFinish={(body) => change.mutate({ body })}
      >
        <Form.Item name="current" label={t('own.now')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('own.next')}
          extra={t('own.nextHelp')}
          rules={[{ required: true, min: passwordLengthMin, message: t('activate.short') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.error ? (
          <p role="alert" className="ay-gap">
            <StateMark tone="gap" /> {change.error.message}
          </p>
        ) : null}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('own.change')}
        </Button>
      </Form>
    </Panel>
  )
}
