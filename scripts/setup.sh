# What building the page needs: a linker, Rust's wasm32 target, trunk, wasm-bindgen and wasm-opt. Each part looks
# first and does nothing when what it wants is there. Sourced after lib.sh; `setup [--debian-toolchain]` does it all.

trunk_version=0.21.14
trunk_oldest=0.21.0
binaryen_version=$(sed -n 's/^wasm_opt = "version_\(.*\)"$/\1/p' "$root/Trunk.toml")
trunk_cache="${XDG_CACHE_HOME:-$HOME/.cache}/trunk"
if [ "$(uname -s)" = Darwin ]; then trunk_cache="$HOME/Library/Caches/dev.trunkrs.trunk"; fi

setup() {
  have cargo || fail "Rust is missing: install rustup from https://rustup.rs, then run this again"
  have node && have npm || fail "Node or its npm is missing: install Node 20 or newer, then run this again"
  ensure_rust
  have cc || packages build-essential
  ensure_target "${1:-}"
  ensure_trunk
  ensure_wasm_bindgen
  ensure_wasm_opt
}

ensure_rust() {
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$root/Cargo.toml")
  found=$(cd "$root" && rustc --version | cut -d ' ' -f 2) || fail "rustc does not run: try rustup default stable"
  at_least "$wanted" "$found" || fail "Rust $wanted or newer is needed and this is $found: run rustup update"
}

# ---- the wasm32 target, three ways ------------------------------------------------------------------------------

# compiles RUSTC: whether it compiles an empty crate for wasm32. More than a look for the files: after an update of
# Debian's rustc a library that an older one built is still there, and of no use.
compiles() {
  printf '' | "$1" --target wasm32-unknown-unknown --crate-type lib --crate-name probe --emit metadata \
    --out-dir "$logs" - >/dev/null 2>&1
}

has_target() { (cd "$root" && compiles rustc); }

ensure_target() {
  if [ "${1:-}" = --debian-toolchain ]; then
    debian_toolchain
    say "wasm32 target: Debian's toolchain, as asked (back again: rustup override unset)"
  elif has_target; then
    note "wasm32 target: already there"
  elif have rustup && rustup target add wasm32-unknown-unknown >"$logs/target.log" 2>&1 && has_target; then
    say "wasm32 target: added by rustup"
  elif have apt-get; then
    note "rustup could not add the wasm32 target ($logs/target.log)"
    debian_toolchain
    say "wasm32 target: Debian's toolchain (back again: rustup override unset)"
  else
    if [ -e "$logs/target.log" ]; then cat "$logs/target.log" >&2; fi
    fail "rustup could not add the wasm32 target and this is no Debian, whose toolchain would be the other way"
  fi
}

# Debian ships rustc with the source of its standard library; built once for wasm32 it makes a complete toolchain.
debian_toolchain() {
  have rustup || fail "Debian's toolchain is linked through rustup, which is missing: https://rustup.rs"
  have apt-get || fail "this is no Debian, so its toolchain cannot be had"
  [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && [ -d /usr/lib/rustlib/src ] ||
    packages rustc-web cargo-web rust-web-src
  may_be_root "putting the standard library for wasm32 under /usr/lib/rustlib"
  local host sysroot=/usr/lib/rustlib
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  if [ ! -x "$sysroot/$host/bin/rust-lld" ]; then link_lld "$sysroot/$host/bin"; fi
  compiles /usr/bin/rustc ||
    step "Building the standard library for wasm32 (about a minute)" build_std "$sysroot"
  rustup toolchain list | grep -q '^debian-web' || step "Linking Debian's toolchain" rustup toolchain link debian-web /usr
  (cd "$root" && rustup override list | grep -qF "$root	debian-web") ||
    step "Using it in this checkout" rustup override set debian-web --path "$root"
  has_target || fail "Debian's toolchain is there but has no wasm32 target: see $logs"
}

link_lld() {
  local lld
  lld=$(compgen -G "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/*/lib/rustlib/*/bin/rust-lld" | head -n 1 || true)
  [ -n "$lld" ] || lld=$(command -v lld-22 || true)
  if [ -z "$lld" ]; then
    packages lld-22
    lld=$(command -v lld-22)
  fi
  step "Linking the linker" as_root sh -c "mkdir -p '$1' && ln -sfn '$lld' '$1/rust-lld'"
}

build_std() {
  local work
  work=$(mktemp -d)
  mkdir -p "$work/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
  printf '#![no_std]\n' >"$work/src/lib.rs"
  (
    cd "$work"
    unset CARGO_TARGET_DIR RUSTUP_TOOLCHAIN
    # Without bitcode in the library a release build with link-time optimization fails.
    PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes /usr/bin/cargo build \
      -Zbuild-std=std,panic_abort,proc_macro,test --release --target wasm32-unknown-unknown
  ) || return
  rm -f "$work"/target/wasm32-unknown-unknown/release/deps/libempty*
  # Into a folder beside it first: an interrupted copy must not look complete.
  as_root sh -c "rm -rf '$1/wasm32-new' && mkdir -p '$1/wasm32-new/lib' &&
    cp '$work'/target/wasm32-unknown-unknown/release/deps/*.rlib '$1/wasm32-new/lib/' &&
    rm -rf '$1/wasm32-unknown-unknown' && mv '$1/wasm32-new' '$1/wasm32-unknown-unknown'" || return
  rm -rf "$work"
}

# ---- the tools --------------------------------------------------------------------------------------------------

# built CARGO INSTALL...: keeps what is compiled until the whole is done, so that an interrupted build goes on.
built() { "$@" --target-dir "$root/target/tools" && rm -rf "$root/target/tools"; }

ensure_trunk() {
  if have trunk; then
    local found
    found=$(trunk --version | cut -d ' ' -f 2)
    at_least "$trunk_oldest" "$found" || fail "trunk $trunk_oldest or newer is needed and yours is $found:" \
      "update it, or move it away and run this again"
    note "trunk: $found"
    return
  fi
  step "Building trunk $trunk_version (2 to 6 minutes)" \
    built cargo install trunk --version "$trunk_version" --locked --no-default-features --features rustls --debug
}

# wasm-bindgen must be of exactly the version in Cargo.lock. One on PATH is used; otherwise it goes where trunk keeps
# its own tools, so that a plain `trunk serve` finds it and no other project's version is disturbed.
ensure_wasm_bindgen() {
  local version home
  version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' "$root/Cargo.lock")
  home="$trunk_cache/wasm-bindgen-$version"
  wasm_bindgen="$home/wasm-bindgen"
  if [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ]; then
    wasm_bindgen=$(command -v wasm-bindgen)
  elif [ ! -x "$wasm_bindgen" ]; then
    step "Building wasm-bindgen $version (about 2 minutes)" \
      built cargo install wasm-bindgen-cli --version "$version" --root "$home"
    ln -sfn bin/wasm-bindgen "$wasm_bindgen"
  fi
  note "wasm-bindgen: $version"
}

# wasm-opt likewise; npm's binaryen carries a current one.
ensure_wasm_opt() {
  local home="$trunk_cache/wasm-opt-version_$binaryen_version"
  if wasm-opt --version 2>/dev/null | grep -q "version $binaryen_version\b" || [ -x "$home/bin/wasm-opt" ]; then
    note "wasm-opt: version $binaryen_version"
    return
  fi
  mkdir -p "$home/bin"
  step "Fetching wasm-opt $binaryen_version" \
    npm install --silent --no-audit --no-fund --prefix "$home" "binaryen@$binaryen_version"
  ln -sfn ../node_modules/binaryen/bin/wasm-opt "$home/bin/wasm-opt"
}

# ---- only for the tests -----------------------------------------------------------------------------------------

ensure_browser() {
  local candidate
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$candidate" ] && have "$candidate"; then CHROMIUM=$(command -v "$candidate"); break; fi
  done
  if [ -z "${CHROMIUM:-}" ] || ! have "$CHROMIUM"; then
    packages chromium fonts-noto-cjk
    CHROMIUM=$(command -v chromium)
  fi
  export CHROMIUM
  note "browser: $CHROMIUM"
}

# The journeys in Firefox say what the other browser engine does. Only where it can be had without a question: else they
# are left out, and the last line of ./check says so.
ensure_firefox() {
  local candidate
  for candidate in "${FIREFOX:-}" firefox-esr firefox; do
    if [ -n "$candidate" ] && have "$candidate"; then FIREFOX=$(command -v "$candidate"); break; fi
  done
  if [ -z "${FIREFOX:-}" ] && have apt-get && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    attempt "Reading Debian's package lists for Firefox" as_root apt-get update -qq &&
      attempt "Installing firefox-esr" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends firefox-esr || true
    FIREFOX=$(command -v firefox-esr || true)
  fi
  if [ -n "${FIREFOX:-}" ]; then
    export FIREFOX
    note "second browser: $FIREFOX"
  else
    unset FIREFOX
    say "${red}NOT TESTED IN FIREFOX${plain}: there is none here and it could not be installed (FIREFOX names one)"
    return 1
  fi
}

ensure_node_modules() {
  if [ ! -e "$root/node_modules/.package-lock.json" ] ||
    [ "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ]; then
    step "Fetching the test tools" npm ci --silent --no-audit --no-fund --prefix "$root"
    touch "$root/node_modules/.package-lock.json"
  fi
}

# The decks of examples/, which the journeys open.
ensure_decks() {
  local deck
  for deck in reveal marp; do
    local home="$root/examples/$deck"
    if [ ! -e "$home/node_modules/.package-lock.json" ] ||
      [ "$home/package-lock.json" -nt "$home/node_modules/.package-lock.json" ]; then
      step "Fetching the $deck deck" npm ci --silent --no-audit --no-fund --prefix "$home"
      touch "$home/node_modules/.package-lock.json"
    fi
  done
  if [ ! -e "$root/examples/marp/deck.html" ] || [ "$root/examples/marp/deck.md" -nt "$root/examples/marp/deck.html" ]; then
    step "Building the marp deck" npm run --silent --prefix "$root/examples/marp" build
  fi
}
