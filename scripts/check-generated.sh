#!/usr/bin/env bash
# Generates anew and compares: a stale generated file fails, and is then
# up to date, to be committed.
set -euo pipefail
cd "$(dirname "$0")/.."
before=$(git ls-files -z '*.gen.go' | xargs -0 sha256sum)
go generate ./...
after=$(git ls-files -z '*.gen.go' | xargs -0 sha256sum)
if [ "$before" != "$after" ]; then
	echo "generated files were stale; they are up to date now: commit them" >&2
	diff <(echo "$before") <(echo "$after") >&2
	exit 1
fi
echo "generated files are up to date"
