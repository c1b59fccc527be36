#!/usr/bin/env bash
# Runs footnote eval over every question set below a folder, in built-in mode,
# and prints what the folder's own score.py makes of the output, then a table
# with a line a set. The set xquad-cross is made of xquad: questions in other
# languages, asked of the English articles alone.
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
	if [ -f "$sets/xquad/questions.jsonl" ]; then
		set -- "$@" xquad-cross
	fi
fi
out=build/measure
mkdir -p "$out"
scores=()
for name in "$@"; do
	dir=$sets/$name
	if [ "$name" = xquad-cross ]; then
		dir=$out/sets/$name
		scripts/xquad_cross.py "$sets/xquad" "$dir"
	fi
	bin/footnote eval "$dir" --data "$out/$name" --out "$out/$name.jsonl" --html "$out/$name.html" \
		--chat-model builtin --embedding-model builtin >"$out/$name.report" 2>"$out/$name.log"
	echo "== $name"
	python3 "$sets/score.py" "$dir" "$out/$name.jsonl"
	python3 "$sets/score.py" "$dir" "$out/$name.jsonl" --json >"$out/$name.score"
	scores+=("$out/$name.score")
done
python3 - "${scores[@]}" <<'EOF'
import json, sys

columns = [  # of score.py, with what heads them here
    ("questions", "questions"), ("recall@1", "recall@1"), ("recall@10", "recall@10"), ("mrr@10", "mrr@10"), ("ndcg@10", "ndcg@10"),
    ("answered", "answered"), ("right_of_answered", "right/answered"), ("right_of_answerable", "right/answerable"),
    ("unanswerable_escalated", "unans.esc."), ("auroc", "auroc"), ("ece", "ece"), ("coverage_at_5%_risk", "cov@5%"),
    ("citations_in_gold_document", "cit.gold"),
]
text = lambda value: "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
rows = [["set"] + [head for _, head in columns]]
for score in (json.load(open(path)) for path in sys.argv[1:]):
    rows.append([score["set"]] + [text(score[name]) for name, _ in columns])
widths = [max(map(len, column)) for column in zip(*rows)]
print()
for row in rows:
    print("  ".join([row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]))
EOF
