import { Dialog, Toast } from 'antd-mobile'
import { announce } from '../kit/announce.ts'
import { phoneText } from './phone-text.ts'

const shortMs = 2_500

/** Tells what has just happened; it goes by itself. */
export function say(text: string): void {
  announce(text)
  Toast.show({ content: text, duration: shortMs, position: 'center', maskClassName: 'ph-toast' })
}

/** Tells why something did not happen; it stays until read. */
export function sayFailure(error: Error): void {
  const unreachable = error.name === 'UnreachableError'
  void Dialog.alert({
    content: unreachable ? phoneText.text('failed.unreachable') : error.message,
    confirmText: phoneText.text('understood'),
  })
}

/** Asks before something that cannot be taken back. */
export const askFirst = (question: string, yes: string): Promise<boolean> =>
  Dialog.confirm({
    content: question,
    confirmText: yes,
    cancelText: phoneText.text('cancel'),
  })
