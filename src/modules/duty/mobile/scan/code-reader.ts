/** Finds the text of a square code in what the lens sees; undefined while there is none. */
export type CodeReader = (source: HTMLVideoElement | ImageBitmap) => Promise<string | undefined>

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

/** The browser's own reader where there is one, else ours, loaded when it is needed. */
export async function openCodeReader(): Promise<CodeReader> {
  const Own = (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (Own) {
    try {
      const detector = new Own({ formats: ['qr_code'] })
      return async (source) => (await detector.detect(source))[0]?.rawValue
    } catch {
      // Announced by this browser but not there on this system: ours does it.
    }
  }
  const { default: readCode } = await import('jsqr')
  const canvas = document.createElement('canvas')
  return async (source) => {
    const { width, height } = sizeOf(source)
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    if (!pen || width === 0) return undefined
    const scale = Math.min(1, edgePxMax / Math.max(width, height))
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    pen.drawImage(source, 0, 0, canvas.width, canvas.height)
    const image = pen.getImageData(0, 0, canvas.width, canvas.height)
    return readCode(image.data, image.width, image.height)?.data
  }
}

/** Larger pictures only cost time: a code that fills a third of the view has pixels enough. */
const edgePxMax = 800

const sizeOf = (source: HTMLVideoElement | ImageBitmap) =>
  source instanceof HTMLVideoElement
    ? { width: source.videoWidth, height: source.videoHeight }
    : source
