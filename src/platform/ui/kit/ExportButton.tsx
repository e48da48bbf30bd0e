import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Endpoint } from '../../contract/endpoint.ts'
import { type CallInput, download } from '../api.ts'
import { kit } from '../kit-text.ts'
import { tellFailure } from './Undo.tsx'

interface ExportButtonProps<P, Q, B, R> {
  readonly endpoint: Endpoint<P, Q, B, R>
  /** The filter of the list beside it. */
  readonly input: CallInput<P, Q, B>
}

/** Hands out what the page shows as a spreadsheet; who must prove themselves first is asked. */
export function ExportButton<P, Q, B, R>({ endpoint, input }: ExportButtonProps<P, Q, B, R>) {
  const t = kit.useText()
  const file = useMutation({
    mutationFn: () => download(endpoint, input),
    onError: tellFailure,
  })
  return (
    <Button icon={<DownloadOutlined />} loading={file.isPending} onClick={() => file.mutate()}>
      {t('export.excel')}
    </Button>
  )
}
