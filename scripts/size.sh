#!/usr/bin/env bash
# Prints the size of the built page (dist/), raw and gzipped. The worker is loaded only when somebody presses run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
printf '%-12s %12s %12s\n' file 'raw, kB' 'gzip, kB'
for kind in wasm js css html worker; do
  raw=0 packed=0
  for file in dist/*."$kind" dist/worker*; do
    case "$kind:$file" in
      worker:dist/worker*) ;;
      worker:* | *:dist/worker*) continue ;;
    esac
    [ -e "$file" ] || continue
    raw=$((raw + $(wc -c <"$file")))
    packed=$((packed + $(gzip -9 -c "$file" | wc -c)))
  done
  printf '%-12s %12s %12s\n' "$kind" "$((raw / 1000))" "$((packed / 1000))"
done
