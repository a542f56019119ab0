# Shared by the top-level commands: one line per step with its time, the full output in a log that is shown when the
# step fails. Every step can be interrupted and run again.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs="$root/target/logs"
mkdir -p "$logs"
export TRUNK_SKIP_VERSION_CHECK=true
# trunk takes only true and false here, everybody else takes anything.
if [ -n "${NO_COLOR:-}" ]; then export NO_COLOR=true; fi
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' plain=$'\e[0m'
  export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-always}" FORCE_COLOR="${FORCE_COLOR:-1}"
else
  bold='' dim='' red='' plain=''
fi

say() { printf '%s\n' "$*"; }
note() { printf '  %s%s%s\n' "$dim" "$*" "$plain"; }
fail() { printf '%s%s%s\n' "$red" "$*" "$plain" >&2; exit 1; }
log_of() { printf '%s/%s.log' "$logs" "${1//[^A-Za-z0-9]/-}"; }

# On a terminal the seconds of a running step are counted beside its name.
clock_begins() {
  [ -t 1 ] || return 0
  local name=$1 began=$SECONDS shell=$$
  while sleep 1 && kill -0 "$shell" 2>/dev/null; do
    printf '\r%s%s%s ... %ds' "$bold" "$name" "$plain" $((SECONDS - began))
  done &
  clock=$!
}
clock_ends() {
  if [ -n "${clock:-}" ]; then kill "$clock" 2>/dev/null; wait "$clock" 2>/dev/null; fi
  clock=
  if [ -t 1 ]; then printf '\r'; fi
  return 0
}
trap clock_ends EXIT

# attempt NAME COMMAND...: runs the command with its output in a log. Its status is the command's.
attempt() {
  local name=$1 began=$SECONDS status=0 log
  log=$(log_of "$1")
  shift
  printf '%s%s%s ...' "$bold" "$name" "$plain"
  clock_begins "$name"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  clock_ends
  if [ -t 1 ]; then printf '%s%s%s ...' "$bold" "$name" "$plain"; fi
  if [ "$status" -eq 0 ]; then
    printf ' done (%ds)\n' $((SECONDS - began))
  else
    printf ' failed with status %d (%ds)\n' "$status" $((SECONDS - began))
    tail -n 60 "$log"
    note "all of its output is in $log"
  fi
  return "$status"
}

# step NAME COMMAND...: the same for what everything after it needs.
step() {
  attempt "$@" || fail "$1 failed; run this again when the cause is gone: what is done is not done twice"
}

# watch NAME COMMAND...: runs the command with its output shown as it comes (of tests, whose lines are the result) and
# kept in a log. Its status is the command's.
watch() {
  local name=$1 began=$SECONDS status=0 log
  log=$(log_of "$1")
  shift
  say "$bold$name$plain"
  "$@" </dev/null 2>&1 | tee "$log" || status=${PIPESTATUS[0]}
  note "$name took $((SECONDS - began))s"
  return "$status"
}

have() { command -v "$1" >/dev/null 2>&1; }

# at_least WANTED FOUND: whether the version FOUND is WANTED or later.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# as_root COMMAND...: directly, or through sudo.
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Asks for the password, if any, before a step hides the question; says what to do where there is no way to root.
may_be_root() {
  [ "$(id -u)" -eq 0 ] && return
  have sudo || fail "this needs root, and there is no sudo; as root: $*"
  sudo -n true 2>/dev/null || { say "sudo asks for your password, for: $*"; sudo -v || fail "without root: $*"; }
}

# packages PACKAGE...: installs from Debian, reading the lists once per run.
packages() {
  have apt-get || fail "please install with your system's package manager, then run this again: $*"
  may_be_root "apt-get install $*"
  if [ -z "${lists_read:-}" ]; then
    step "Reading Debian's package lists" as_root apt-get update -qq
    lists_read=yes
  fi
  step "Installing $*" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}
