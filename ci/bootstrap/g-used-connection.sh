#!/bin/bash
# (g) An emptied scope on a used pooled connection sees nothing. A plain test of the suite; here
# only that it is there and runs.
source "$(dirname "$0")/harness.bash"
clone=$(installed_clone)
(cd "$clone" && npm test -- used-connection) >"$WORK/test.log" 2>&1 </dev/null || fail "npm test"
grep -Eq '^[1-9][0-9]* passed, 0 failed, 0 skipped$' "$WORK/test.log" || fail "nothing was run"
