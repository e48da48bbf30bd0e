#!/bin/bash
# (d) kill -9 of the server: the next start adopts its database. A pid file that names a foreign
# live process does not keep the database from starting.
source "$(dirname "$0")/harness.bash"
clone=$(installed_clone)
data="$WORK/data"
port=$(free_port)
start_server killed "$clone" "$data" "$port" --no-demo
wait_healthy "$port" 60
postgres=$(postgres_pid "$data")
kill -KILL "$(process_below "$NPM" main.ts)"
wait_gone npm "$NPM" 20
! is_gone "$postgres" || fail "PostgreSQL ended with the server; nothing is left to adopt"

start_server adopting "$clone" "$data" "$port" --no-demo
wait_healthy "$port" 60
[ "$(postgres_pid "$data")" = "$postgres" ] || fail "the database was not adopted"
stop_server "$NPM" "$data"
is_gone "$postgres" || fail "the adopted database was not stopped"

base="$data/database"
[ -f "$base/LOCATION" ] && base=$(cat "$base/LOCATION")
printf '%s\n%s\n1\n5432\n\n127.0.0.1\n0 0\nready\n' "$$" "$base/pg" >"$base/pg/postmaster.pid"
chown --reference="$base/pg" "$base/pg/postmaster.pid"
start_server foreign "$clone" "$data" "$port" --no-demo
wait_healthy "$port" 60
stop_server "$NPM" "$data"
