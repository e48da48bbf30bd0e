import { Button } from 'antd'
import { useEffect, useSyncExternalStore } from 'react'
import { nowMs, useNow } from '../clock.ts'
import { kit } from '../kit-text.ts'
import { announce } from './announce.ts'
import { useKeys } from './keys.ts'
import { StateMark } from './StateMark.tsx'

/** Something that has just been done and may still be taken back. */
export interface Undoable {
  readonly text: string
  readonly undo?: () => Promise<unknown>
  /** How long it may be taken back, or how long a plain message stands; 10 s unless told. */
  readonly seconds?: number
  readonly tone?: 'ok' | 'gap' | 'warn'
}

interface Shown extends Undoable {
  readonly id: number
  readonly untilMs: number
}

let messages: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()
const messagesMax = 3

function publish(next: readonly Shown[]): void {
  messages = next
  for (const tell of listeners) tell()
}

/** Says what was done, at the lower edge, with 撤回 where it can be taken back. */
export function tell(done: Undoable): void {
  lastId += 1
  const untilMs = nowMs() + (done.seconds ?? (done.undo ? 10 : 5)) * 1000
  publish([...messages.slice(1 - messagesMax), { ...done, id: lastId, untilMs }])
  announce(done.text)
}

export const tellFailure = (error: Error): void =>
  tell({ text: error.message, tone: 'gap', seconds: 8 })

const dismiss = (id: number): void => publish(messages.filter((message) => message.id !== id))

async function takeBack(message: Shown): Promise<void> {
  dismiss(message.id)
  try {
    await message.undo?.()
    tell({ text: kit.text('undo.undone') })
  } catch (error) {
    tellFailure(error as Error)
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The place where messages stand; once in the shell. */
export function UndoRegion() {
  const shown = useSyncExternalStore(subscribe, () => messages)
  const undoLast = () => {
    const last = [...shown].reverse().find((message) => message.undo)
    if (last) void takeBack(last)
  }
  useKeys({ z: undoLast, 'ctrl+z': undoLast }, shown.length > 0)
  return (
    <div className="ay-undo-region">
      {shown.map((message) => (
        <Message key={message.id} message={message} />
      ))}
    </div>
  )
}

function Message({ message }: { message: Shown }) {
  const t = kit.useText()
  const leftS = Math.ceil((message.untilMs - useNow().getTime()) / 1000)
  useEffect(() => {
    if (leftS <= 0) dismiss(message.id)
  }, [leftS, message.id])
  return (
    <div className="ay-undo">
      <StateMark tone={message.tone ?? 'ok'} />
      <span>{message.text}</span>
      {message.undo ? (
        <>
          <Button type="link" size="small" onClick={() => void takeBack(message)}>
            {t('undo.undo')} <kbd>Z</kbd>
          </Button>
          <span className="ay-note">{t('undo.seconds', { seconds: Math.max(0, leftS) })}</span>
        </>
      ) : null}
      <Button type="text" size="small" onClick={() => dismiss(message.id)}>
        {t('undo.dismiss')}
      </Button>
    </div>
  )
}
