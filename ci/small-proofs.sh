#!/bin/bash
# Every bench and every fault test with its smallest parameters, one after the other, so that none
# of them rots: each must end well and print its line, with the keys that are asked of it. Ratios
# and times of such a run mean nothing and decide nothing but the CPU time of the dry run.
set -u
cd "$(dirname "$0")/.." || exit 1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0

keys_of() { # KIND NAME
  case "$1 $2" in
    'bench check-in') echo ratio cpu_ms_per_record p99_ms ;;
    'bench board') echo first_paint_ms change_p99_ms indicator_p95_ms ;;
    'faults kill') echo acknowledged kills lost duplicated control_red ;;
    'faults offline') echo phones lost duplicated states control_red ;;
  esac
}

# has_keys KIND NAME: whether the line on the input is JSON that names itself and has its keys.
has_keys() {
  # shellcheck disable=SC2046 # one word for each key
  node -e '
    const [kind, name, ...keys] = process.argv.slice(1)
    const line = JSON.parse(require("fs").readFileSync(0, "utf8"))
    const wrong = keys.filter((key) => !["number", "boolean"].includes(typeof line[key]))
    if (line[kind] !== name) wrong.push(kind)
    if (wrong.length > 0) console.error(`no ${wrong.join(", ")}`)
    process.exitCode = wrong.length
  ' "$1" "$2" $(keys_of "$1" "$2")
}

for file in bench/*.ts faults/*.ts; do
  kind=${file%%/*}
  name=$(basename "$file" .ts)
  start=$SECONDS
  if timeout 240 npm run --silent "$kind" -- "$name" --small >"$log" 2>&1 </dev/null &&
    tail -n 1 "$log" | has_keys "$kind" "$name"; then
    passed=$((passed + 1))
    echo "passed   $kind $name ($((SECONDS - start)) s): $(tail -n 1 "$log")"
  else
    failed=$((failed + 1))
    echo "FAILED   $kind $name ($((SECONDS - start)) s)"
    tail -n 25 "$log"
  fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
