#!/bin/bash
# (i) An ordinary user without a login: what root has fetched is theirs, and nothing else is.
source "$(dirname "$0")/harness.bash"
if [ "$(id -u)" -ne 0 ]; then
  echo "whoever runs this is an ordinary user; (a) shows it"
  exit 0
fi
user=nobody
mkdir "$WORK/home" "$WORK/data"
cp -a "$(installed_clone)" "$WORK/home/anyuan"
chown -R "$user" "$WORK/home" "$WORK/data"
port=$(free_port)
(cd "$WORK/home/anyuan" && exec runuser -u "$user" -- env HOME="$WORK/home" PORT="$port" \
  ANYUAN_DATA="$WORK/data" npm start -- --no-demo) >"$WORK/start.log" 2>&1 </dev/null &
NPM=$!
STARTED+=("$NPM")
wait_healthy "$port" 300
[ "$(stat -c %U "/proc/$(postgres_pid "$WORK/data")")" = "$user" ] || fail "PostgreSQL is not theirs"
stop_server "$NPM" "$WORK/data"
[ -z "$(find "$WORK/home" "$WORK/data" ! -user "$user" -print -quit)" ] || fail "a file is not theirs"
