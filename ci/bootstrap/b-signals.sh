#!/bin/bash
# (b) Whoever gets a signal, the server, PostgreSQL and npm all end; a killed server's database
# stays for the next start.
source "$(dirname "$0")/harness.bash"
clone=$(installed_clone)
data="$WORK/data"
port=$(free_port)

# ends WHAT COMMAND…: the command is given the pids of npm, launcher and server.
ends() {
  local what=$1 launcher server postgres
  shift
  start_server "${what// /-}" "$clone" "$data" "$port" --no-demo
  wait_healthy "$port" 60
  launcher=$(process_below "$NPM" launch.cjs)
  server=$(process_below "$NPM" main.ts)
  postgres=$(postgres_pid "$data")
  [ -n "$launcher" ] && [ -n "$server" ] && [ -n "$postgres" ] || fail "$what: processes not found"
  "$@" "$NPM" "$launcher" "$server"
  wait_gone "$what: server" "$server" 20
  wait_gone "$what: PostgreSQL" "$postgres" 20
  wait_gone "$what: launcher" "$launcher" 20
  wait_gone "$what: npm" "$NPM" 20
  echo "$what: everything ended"
}

group() { kill "-$1" -- "-$2"; }
thrice() { for _ in 1 2 3; do kill -INT -- "-$1" 2>/dev/null; done; }
only_npm() { kill "-$1" "$2"; }
only_launcher() { kill "-$1" "$3"; }

ends 'Ctrl-C' group INT
ends 'Ctrl-C three times' thrice
ends 'HUP of the group' group HUP
ends 'INT of npm' only_npm INT
ends 'TERM of npm' only_npm TERM
ends 'INT of the launcher' only_launcher INT
ends 'TERM of the launcher' only_launcher TERM
ends 'KILL of npm' only_npm KILL
ends 'KILL of the launcher' only_launcher KILL
