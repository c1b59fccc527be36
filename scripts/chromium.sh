#!/usr/bin/env bash
# Makes sure that there is a Chromium for the browser tests: Debian's.
set -euo pipefail
command -v chromium >/dev/null 2>&1 && exit 0
"$(dirname "$0")/debian.sh" chromium
