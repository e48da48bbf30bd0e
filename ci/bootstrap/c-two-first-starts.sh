#!/bin/bash
# (c) Two first starts at once in one clone and on one data folder: one serves, the other says so.
source "$(dirname "$0")/harness.bash"
fresh_clone "$WORK/anyuan"
data="$WORK/data"
port=$(free_port)
start_server one "$WORK/anyuan" "$data" "$port"
one=$NPM
start_server other "$WORK/anyuan" "$data" "$(free_port)"
other=$NPM

refused() { grep -qi 'already running' "$WORK/one.log" "$WORK/other.log"; }
within 300 refused || fail "neither start said that the other one runs"
one_or_other_ended() { is_gone "$one" || is_gone "$other"; }
within 20 one_or_other_ended || fail "the refused start did not end"
winner=$one
is_gone "$one" && winner=$other
! is_gone "$winner" || fail "both ended"
answers_somewhere() { grep -hoE 'http://127.0.0.1:[0-9]+' "$WORK"/{one,other}.log | head -n 1; }
address=$(answers_somewhere)
wait_healthy "${address##*:}" 120
stop_server "$winner" "$data"
