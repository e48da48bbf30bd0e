#!/bin/bash
# Follows both READMEs in a fresh clone. The commands are the lines of the fenced block after the
# comment `<!-- followed by .ci/run -->`; `npm start` is one of them and must come to answer.
# `npm test` is one of them too: its closing line is the one that .ci/run counts.
source "$(dirname "$0")/bootstrap/harness.bash"

commands_of() { fenced_after '<!-- followed by .ci/run -->' "$1" | grep -v '^#' | grep .; }

commands=$(commands_of "$REPOSITORY/README.md")
[ -n "$commands" ] || fail "README.md holds no commands to follow"
[ "$commands" = "$(commands_of "$REPOSITORY/README.zh-CN.md")" ] ||
  fail "the two READMEs give different commands"
grep -qx 'npm start' <<<"$commands" || fail "README.md does not say npm start"

fresh_clone "$WORK/anyuan"
START_PARAMETERS='' # with the demo county, as a stranger starts it
export ANYUAN_DATA="$WORK/data"
port=$(free_port)
while IFS= read -r command <&3; do
  echo "$ $command"
  case $command in
    'git clone '* | 'cd '*) ;; # the clone is there, and we are in it
    'npm start')
      began=$SECONDS
      start_server start "$WORK/anyuan" "$WORK/data" "$port"
      wait_healthy "$port" 300
      echo "first start, with installation and the demo county: $((SECONDS - began)) s (at most 300 s)"
      said=("Anyuan answers at http://127.0.0.1:$port" 'Demo accounts' '  commander  ' 'code from secret')
      for words in "${said[@]}"; do
        within 30 grep -qF -- "$words" "$WORK/start.log" || fail "npm start does not say: $words"
      done
      stop_server "$NPM" "$WORK/data"
      start_again again "$WORK/anyuan" "$WORK/data" "$port"
      wait_healthy "$port" 60
      stop_server "$NPM" "$WORK/data"
      ;;
    *)
      (cd "$WORK/anyuan" && eval "$command") </dev/null 2>&1 | tee "$WORK/command.log"
      [ "${PIPESTATUS[0]}" -eq 0 ] || fail "$command"
      [ "$command" != 'npm test' ] ||
        tail -n 1 "$WORK/command.log" | grep -qE '^[1-9][0-9]* passed, 0 failed, ' ||
        fail "npm test does not end with its one line"
      ;;
  esac
done 3<<<"$commands"
