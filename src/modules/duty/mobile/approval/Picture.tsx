import { useEffect, useState } from 'react'
import { fetchFile } from '../../../../platform/ui/api.ts'
import { PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { sayFailure } from '../../../../platform/ui/phone/say.ts'
import { readPhoto } from '../../contract/photo.ts'
import { dutyText } from '../text.ts'

/** The picture of a check-in; looking at it is on record, so it is not shown by itself. */
export function Picture({ fileId }: { fileId: string }) {
  const t = dutyText.useText()
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (address === undefined) return
    return () => URL.revokeObjectURL(address)
  }, [address])
  const look = async () => {
    const { bytes } = await fetchFile(readPhoto, { params: { id: fileId } })
    setAddress(URL.createObjectURL(bytes))
  }
  if (address) return <img className="du-picture" src={address} alt={t('approval.picture')} />
  return (
    <PlainButton onPress={() => void look().catch(sayFailure)}>{t('approval.look')}</PlainButton>
  )
}
