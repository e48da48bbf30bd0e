#!/bin/bash
# (f) npm accepts the committed lockfile; the command line works after `npm ci` alone.
source "$(dirname "$0")/harness.bash"
fresh_clone "$WORK/anyuan"
cd "$WORK/anyuan" || fail "cd"
npm ci >"$WORK/npm-ci.log" 2>&1 </dev/null || fail "npm ci"
git diff --exit-code --stat || fail "npm ci changed a file"
ANYUAN_DATA="$WORK/data" npx anyuan --help >"$WORK/help.log" 2>&1 </dev/null ||
  fail "npx anyuan --help"
grep -q serve "$WORK/help.log" || fail "the help of the command line names no command"
