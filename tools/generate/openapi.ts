import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpointsOf, version } from '../../src/app/operations.routes.ts'
import { createProduct } from '../../src/app/product.ts'
import { systemClock } from '../../src/platform/clock/clock.ts'
import { openApiOf } from '../../src/platform/http/openapi.ts'
import { createLogger } from '../../src/platform/observability/logger.ts'

/** The OpenAPI document of the whole product, assembled as a server would and never listening. */
export async function openApiText(databaseUrl: string): Promise<string> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'anyuan-openapi-'))
  const product = await createProduct({
    config: { port: 0, host: '127.0.0.1', dataFolder, trustProxy: false, logLevel: 'silent' },
    databaseUrl,
    clock: systemClock,
    logger: createLogger('silent'),
    background: false,
  })
  try {
    const document = openApiOf(endpointsOf(product.routes), version)
    return `${JSON.stringify(document, null, 2)}\n`
  } finally {
    await product.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}
