#!/bin/bash
# (f) npm accepts the committed lockfile; the command line works after `npm ci` alone, on an empty
# data folder, without a running server and beside one; and it serves the pages that it builds.
source "$(dirname "$0")/harness.bash"
fresh_clone "$WORK/anyuan"
cd "$WORK/anyuan" || fail "cd"
npm ci >"$WORK/npm-ci.log" 2>&1 </dev/null || fail "npm ci"
git diff --exit-code --stat || fail "npm ci changed a file"
ANYUAN_DATA="$WORK/data" npx anyuan --help >"$WORK/help.log" 2>&1 </dev/null ||
  fail "npx anyuan --help"
grep -q serve "$WORK/help.log" || fail "the help of the command line names no command"

printf '学校名称,类别,地址\n安和县第一小学,小学,学府路1号\n安和县第二小学,小学,学府路2号\n' >"$WORK/schools.csv"
import() { # EXPECTED
  ANYUAN_DATA="$WORK/data" npx anyuan import schools "$WORK/schools.csv" \
    --area 530199:安和县 --json >"$WORK/import.log" 2>&1 </dev/null || fail "npx anyuan import"
  tail -n 1 "$WORK/import.log" | grep -q "$1" || fail "the import did not say $1"
}
import '"rows":2,"new":2'

is_page() { # PORT PATH
  node -e "fetch('http://127.0.0.1:$1$2').then(async (reply) => {
    const isHtml = /text.html/.test(reply.headers.get('content-type'))
    process.exit(reply.ok && isHtml && /<script/.test(await reply.text()) ? 0 : 1)
  }, () => process.exit(1))"
}
[ ! -e dist/web ] || fail "the pages are built before anybody serves them"
port=$(free_port)
(PORT=$port ANYUAN_DATA="$WORK/data" exec npx anyuan serve --no-demo) \
  >"$WORK/serve.log" 2>&1 </dev/null &
SERVE=$!
STARTED+=("$SERVE")
wait_healthy "$port" 300
for path in / /m/; do
  is_page "$port" "$path" || fail "npx anyuan serve answers no page at $path"
done
stop_server "$SERVE" "$WORK/data"

port=$(free_port)
start_server beside "$WORK/anyuan" "$WORK/data" "$port"
wait_healthy "$port" 300
import '"unchanged":2'
is_healthy "$port" || fail "the command line has stopped the server"
stop_server "$NPM" "$WORK/data"
