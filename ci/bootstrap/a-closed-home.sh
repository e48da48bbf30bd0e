#!/bin/bash
# (a) A clone below a folder of mode 0700, umask 077, as whoever runs this: root included.
source "$(dirname "$0")/harness.bash"
umask 077
home="$WORK/home"
mkdir -m 700 "$home"
fresh_clone "$home/anyuan"
port=$(free_port)
start_server first "$home/anyuan" "$home/data" "$port"
wait_healthy "$port" 300
stop_server "$NPM" "$home/data"

start_again second "$home/anyuan" "$home/data" "$port"
wait_healthy "$port" 30
stop_server "$NPM" "$home/data"
[ "$(stat -c %a "$home")" = 700 ] || fail "the home was opened"
