#!/usr/bin/env bash
# Sets up whatever is missing and builds the static site into dist/, to put on any host of files.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$root/scripts/setup.sh"
cd "$root"

setup "${1:-}"
step "Building the page" trunk build --release --locked
bash scripts/size.sh
