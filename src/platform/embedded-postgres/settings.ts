const COMMON = {
  listen_addresses: '127.0.0.1',
  // A socket's path is limited to 107 bytes, which a deep checkout exceeds.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  work_mem: '16MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The packaged programs are built without it.
  jit: 'off',
}

/** Statements and row contents may hold personal data, so the log keeps neither. */
const DURABLE = {
  max_wal_size: '2GB',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
}

const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
}

/** Command-line parameters of the server; `extra` wins over ours. */
export function serverSettings(
  port: number,
  durable: boolean,
  extra: Readonly<Record<string, string>>,
): string[] {
  const settings = {
    ...COMMON,
    ...(durable ? DURABLE : THROW_AWAY),
    ...extra,
    port: String(port),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
