#!/usr/bin/env bash
# Runs footnote eval over every question set below a folder, in built-in mode,
# and prints what the folder's own score.py makes of the output.
# usage: scripts/measure.sh FOLDER [SET…]
set -euo pipefail
cd "$(dirname "$0")/.."
sets=${1:?usage: scripts/measure.sh FOLDER [SET…]}
shift
if [ $# -eq 0 ]; then
	for dir in "$sets"/*/; do
		if [ -f "$dir/questions.jsonl" ]; then
			set -- "$@" "$(basename "$dir")"
		fi
	done
fi
out=build/measure
mkdir -p "$out"
for name in "$@"; do
	bin/footnote eval "$sets/$name" --data "$out/$name" --out "$out/$name.jsonl" \
		--chat-model builtin --embedding-model builtin >"$out/$name.report" 2>"$out/$name.log"
	echo "== $name"
	python3 "$sets/score.py" "$sets/$name" "$out/$name.jsonl"
done
