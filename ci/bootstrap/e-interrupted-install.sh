#!/bin/bash
# (e) Ctrl-C in the middle of the first install, at once; then a start installs cleanly.
source "$(dirname "$0")/harness.bash"
fresh_clone "$WORK/anyuan"
port=$(free_port)
start_server interrupted "$WORK/anyuan" "$WORK/data" "$port" --no-demo
sleep 9
kill -INT -- "-$NPM"
wait_gone npm "$NPM" 5
is_healthy "$port" && fail "the install was too quick to be interrupted"

start_server repaired "$WORK/anyuan" "$WORK/data" "$port" --no-demo
wait_healthy "$port" 300
stop_server "$NPM" "$WORK/data"
