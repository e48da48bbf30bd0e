#!/bin/bash
# (h) A fresh clone on Node 18 with the npm of its time.
source "$(dirname "$0")/harness.bash"
use_node 18.20.x 10.9.x
fresh_clone "$WORK/anyuan"
port=$(free_port)
start_server node18 "$WORK/anyuan" "$WORK/data" "$port" --no-demo
wait_healthy "$port" 300
stop_server "$NPM" "$WORK/data"
