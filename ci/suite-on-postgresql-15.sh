#!/bin/bash
# The whole suite once more on Debian's PostgreSQL 15, the oldest that the product runs on.
set -eu
programs=/usr/lib/postgresql/15/bin
folder=$(mktemp -d "${TMPDIR:-/tmp}/anyuan-postgresql-15-XXXXXX")
data="$folder/data"
as_owner=()
if [ "$(id -u)" = 0 ]; then
  as_owner=(runuser -u postgres --)
  chown postgres "$folder"
fi
port=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{
  console.log(s.address().port);s.close()})")
password=$(node -p "require('crypto').randomBytes(16).toString('hex')")

in_root() { (cd / && "${as_owner[@]}" "$@"); }
clean_up() {
  in_root "$programs/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap clean_up EXIT

echo "$password" >"$folder/password"
[ ${#as_owner[@]} -eq 0 ] || chown postgres "$folder/password"
in_root "$programs/initdb" --pgdata="$data" --username=postgres --pwfile="$folder/password" \
  --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log"
in_root "$programs/pg_ctl" -D "$data" -w -l "$folder/server.log" start -o "-p $port \
  -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync=off \
  -c synchronous_commit=off -c full_page_writes=off" >/dev/null

cd "$(dirname "$0")/.."
# The policies are opened one by one here, and only here: it takes minutes.
ANYUAN_POLICIES=1 DATABASE_URL="postgres://postgres:$password@127.0.0.1:$port/postgres" npm test -- --tests-only
