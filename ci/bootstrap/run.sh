#!/bin/bash
# Runs every bootstrap check, or those whose names are given, and counts them.
folder=$(dirname "$0")
passed=0
failed=0
shared=$(mktemp -d "${TMPDIR:-/tmp}/anyuan-installed-XXXXXX")
chmod 711 "$shared"
export ANYUAN_INSTALLED_CLONE="$shared/anyuan"
trap 'rm -rf "$shared"' EXIT
if [ $# -eq 0 ]; then
  set -- f-plain-npm-ci a-closed-home b-signals c-two-first-starts d-killed-server \
    e-interrupted-install g-used-connection h-node-18 i-ordinary-user j-node-22-and-24 \
    k-server-guide unsupported-node
fi
for name in "$@"; do
  start=$SECONDS
  if timeout 900 bash "$folder/$name.sh" 2>&1; then
    passed=$((passed + 1))
    echo "passed   $name ($((SECONDS - start)) s)"
  else
    failed=$((failed + 1))
    echo "FAILED   $name ($((SECONDS - start)) s)"
  fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
