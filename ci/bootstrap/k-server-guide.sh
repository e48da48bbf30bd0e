#!/bin/bash
# The guide of a real server, as far as no systemd and no PostgreSQL of one's own is needed: its
# first block line by line, then its command with its environment: administrators, backup, restore.
# Whatever comes of it must belong to the account of the service.
source "$(dirname "$0")/harness.bash"
if [ "$(id -u)" -ne 0 ]; then
  echo "whoever runs this is an ordinary user; only root opens accounts"
  exit 0
fi
user="anyuan-$$" home="$WORK/srv"

# block NAME: what the guide gives, for another account and place.
block() {
  fenced_after "<!-- followed by .ci/run: $1 -->" "$REPOSITORY/docs/operations/server.md" |
    sed "s|/srv/anyuan|$home|g; s| -Hu anyuan| -Hu $user|; s| -o anyuan| -o $user|
      /^useradd/s| anyuan\$| $user|; s|REPOSITORY|$WORK/origin|"
}

# As sudo does, where there is none: sudo -Hu NAME COMMAND…
mkdir "$WORK/bin"
cat >"$WORK/bin/sudo" <<'END'
#!/bin/sh
name=$2
shift 2
exec runuser -u "$name" -- env -u DATABASE_URL HOME="$(getent passwd "$name" | cut -d: -f6)" "$@"
END
chmod 755 "$WORK/bin" "$WORK/bin/sudo"
PATH="$WORK/bin:$PATH"
remove_account() {
  clean_up
  userdel "$user"
}
trap remove_account EXIT

git clone --quiet --bare --no-hardlinks "$REPOSITORY" "$WORK/origin" || fail "git clone"
commands=$(block commands)
[ -n "$commands" ] || fail "the guide holds no commands to follow"
while IFS= read -r command <&3; do
  echo "$ $command"
  eval "$command" >"$WORK/command.log" 2>&1 </dev/null || fail "$command"
  # To the git of another account a repository of root's is dubious.
  case $command in 'useradd '*) chown -R "$user" "$WORK/origin" ;; esac
done 3<<<"$commands"
cd "$WORK" || fail "cd"

# Without the database of one's own: the embedded one.
block environment | grep -v '^DATABASE_URL=' >"$home/environment"
block command >"$WORK/bin/anyuan"
chmod 755 "$WORK/bin/anyuan"
told() { # WORDS COMMAND…
  local words=$1
  shift
  echo "$ $*"
  "$@" >"$WORK/told.log" 2>&1 </dev/null || fail "$*"
  grep -q -- "$words" "$WORK/told.log" || fail "$* does not say $words"
}
told 'https://anyuan.example/' anyuan administrators appoint --area 990121:安和县
told 'files: ' anyuan backup --out "$home/backup/anyuan-2026-11-23.gz"
told 'checked: true' anyuan restore --check "$home/backup/anyuan-2026-11-23.gz"
told 'intact: true' anyuan audit verify
told 'tables: ' bash -c "$(block rehearsal)"
[ "$(stat -c '%U %a' "$home/data/keys/master.key")" = "$user 600" ] || fail "the key is not theirs"
foreign=$(find "$home" ! -user "$user" -print -quit)
[ -z "$foreign" ] || fail "$foreign is not theirs"
