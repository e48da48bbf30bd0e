import type { Product } from './product.ts'

export interface PrepareOptions {
  readonly argv: readonly string[]
  readonly address: string
}

/** Makes the demo county in a new data folder and lets its day run; `stop` ends the simulator. */
export async function prepareCounty(
  _product: Product,
  _options: PrepareOptions,
): Promise<{ stop(): Promise<void> }> {
  return { async stop() {} }
}
