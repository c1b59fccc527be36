#!/usr/bin/env bash
# Runs golangci-lint at the pinned version, which it builds once into
# build/tools. Needs Go; the first run takes a few minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
version=v2.15.0
linter=build/tools/golangci-lint
if ! "$linter" version 2>/dev/null | grep -q "${version#v}"; then
	echo "building golangci-lint $version" >&2
	GOBIN="$PWD/build/tools" go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$version"
fi
"$linter" run ./...
