#!/bin/bash
# A fresh clone on the newest Node 22 and 24, by both commands. Each of them runs everything itself,
# where older ones hand over to the packaged Node 24; of the tests one file is enough to see that they
# run and are counted, all of them run on the Node of the machine.
source "$(dirname "$0")/harness.bash"
machine_path=$PATH
for version in 22 24; do
  PATH=$machine_path
  use_node "$version.x" 10.x
  clone="$WORK/anyuan-$version" data="$WORK/data-$version"
  fresh_clone "$clone"
  port=$(free_port)
  start_server "first-$version" "$clone" "$data" "$port"
  wait_healthy "$port" 300
  stop_server "$NPM" "$data"
  start_server "second-$version" "$clone" "$data" "$port"
  wait_healthy "$port" 60
  stop_server "$NPM" "$data"
  (cd "$clone" && npm test -- tools/launch.test.ts) >"$WORK/test.log" 2>&1 </dev/null ||
    fail "npm test on Node $version"
  tail -n 1 "$WORK/test.log" | grep -qE '^[1-9][0-9]* passed, 0 failed, 0 skipped$' ||
    fail "npm test on Node $version does not end with its one line"
done
