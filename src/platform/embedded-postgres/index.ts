export { type JoinedPostgres, joinEmbeddedPostgres } from './last-user.ts'
export {
  acquireInstanceLock,
  type InstanceLock,
  type InstanceLockOptions,
} from './single-instance.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './supervisor.ts'
