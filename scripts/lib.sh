# Shared by ./play and ./check: one line per step with its time, the full output in a log, shown when a step fails.
# Every step can be interrupted and run again.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs="$root/target/logs"
mkdir -p "$logs"
export TRUNK_SKIP_VERSION_CHECK=true
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' plain=$'\e[0m'; else bold='' dim='' red='' plain=''; fi

say() { printf '%s\n' "$*"; }
note() { printf '  %s%s%s\n' "$dim" "$*" "$plain"; }
fail() { printf '%s%s%s\n' "$red" "$*" "$plain" >&2; exit 1; }

# step NAME COMMAND...: runs the command with its output in a log.
step() {
  local name=$1 log="$logs/${1//[^A-Za-z0-9]/-}.log" began=$SECONDS
  shift
  printf '%s%s%s ...' "$bold" "$name" "$plain"
  if "$@" >"$log" 2>&1 </dev/null; then
    printf ' done (%ds)\n' $((SECONDS - began))
  else
    local status=$?
    printf ' failed (%ds)\n' $((SECONDS - began))
    tail -n 60 "$log"
    fail "$name failed with status $status; all of its output is in $log"
  fi
}

# watch NAME COMMAND...: the same, with the output shown as it comes (for tests, whose lines are the result).
watch() {
  local name=$1 began=$SECONDS
  shift
  printf '%s%s%s\n' "$bold" "$name" "$plain"
  "$@" </dev/null || fail "$name failed with status $? after $((SECONDS - began))s"
  note "$name took $((SECONDS - began))s"
}

have() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND...: directly, or through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif have sudo; then sudo "$@"; else
    say "this needs root and there is no sudo; run it yourself: $*"
    return 1
  fi
}

# packages PACKAGE...: installs from Debian, reading the lists once per run.
packages() {
  have apt-get || fail "please install these with your system's package manager, then run this again: $*"
  if [ -z "${lists_read:-}" ]; then
    step "Reading Debian's package lists" as_root apt-get update -qq
    lists_read=yes
  fi
  step "Installing $*" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}
