import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

export const deploymentTasks = [
  'gateDuty',
  'inspection',
  'patrol',
  'jointOperation',
  'other',
] as const
export const DeploymentTask = z.enum(deploymentTasks)
export type DeploymentTask = z.infer<typeof DeploymentTask>

const Heads = z.number().int().min(0).max(10_000).default(0)

/** Heads and vehicles sent for a task, as the phone stores and sends it. */
export const DeploymentRecord = z
  .object({
    kind: z.literal('deployment'),
    id: Id,
    task: DeploymentTask,
    onDay: Day,
    policeHeads: Heads,
    auxiliaryHeads: Heads,
    massHeads: Heads,
    vehicles: z.number().int().min(0).max(1000).default(0),
    note: z.string().trim().max(200).default(''),
    at: Instant,
  })
  .refine((d) => d.policeHeads + d.auxiliaryHeads + d.massHeads + d.vehicles > 0, {
    message: 'somebody or something was sent',
    path: ['policeHeads'],
  })
export type DeploymentRecord = z.infer<typeof DeploymentRecord>

export const Deployment = z.object({
  id: Id,
  task: DeploymentTask,
  onDay: Day,
  policeHeads: z.number().int(),
  auxiliaryHeads: z.number().int(),
  massHeads: z.number().int(),
  vehicles: z.number().int(),
  note: z.string(),
  at: Instant,
  withdrawnAt: Instant.nullable(),
})
export type Deployment = z.infer<typeof Deployment>

export const recordDeployment = endpoint({
  method: 'POST',
  path: '/api/duty/deployments',
  access: 'duty.deployment.record',
  summary: 'Heads and vehicles sent for a task',
  body: z.object({ deviceNow: Instant, record: DeploymentRecord }),
  reply: z.object({ outcome: z.enum(['stored', 'duplicate']), deployment: Deployment }),
})

export const listDeployments = endpoint({
  method: 'GET',
  path: '/api/duty/deployments',
  access: 'duty.event.read',
  summary: 'Deployments of the scope, newest day first',
  query: PageQuery.extend({ firstDay: Day.optional(), lastDay: Day.optional() }),
  reply: pageOf(Deployment),
})

export const withdrawDeployment = endpoint({
  method: 'POST',
  path: '/api/duty/deployments/:id/withdraw',
  access: 'duty.deployment.record',
  summary: 'The author takes a deployment back, the same day',
  params: z.object({ id: Id }),
  reply: Deployment,
})
