#!/usr/bin/env bash
# Runs go test with the race detector where there is a C compiler for it,
# and says so where there is none. Arguments are those of go test.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v "${CC:-cc}" >/dev/null 2>&1; then
	exec env CGO_ENABLED=1 go test -race -timeout 45m "$@"
fi
echo "note: no C compiler, so the tests run without the race detector" >&2
exec env CGO_ENABLED=0 go test -timeout 45m "$@"
