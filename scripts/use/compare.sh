#!/bin/sh
# Embeds the same passages with the Python package (numpy with OpenBLAS, two
# threads) and with Go, in turn, and prints how many times as fast Go is.
#
#   compare.sh [PASSAGES [PAIRS]]
#
# PASSAGES holds a JSON string a line; without it 2,000 are generated.
set -eu
cd "$(dirname "$0")/../.."
scripts/use/fetch.sh
passages=${1:-build/use/passages.jsonl}
pairs=${2:-3}
if [ $# -eq 0 ]; then
	scripts/use/python.sh scripts/use/bench.py --generate "$passages"
fi
CGO_ENABLED=0 go build -tags use_weights -o build/use/bench ./scripts/use/bench

ratios=
for pair in $(seq "$pairs"); do
	python=$(OPENBLAS_NUM_THREADS=2 scripts/use/python.sh scripts/use/bench.py "$passages")
	go=$(GOMAXPROCS=2 build/use/bench -passages "$passages")
	ratio=$(echo "${python%% *} ${go%% *}" | awk '{ printf "%.2f", $1 / $2 }')
	ratios="$ratios $ratio"
	printf 'pair %d\n  python: %s\n  go:     %s\n  ratio:  %s\n' "$pair" "$python" "$go" "$ratio"
done
echo "$ratios" | awk '{ for (i = 1; i <= NF; i++) s += log($i)
	printf "throughput of Go to Python: %.2f (geometric mean of %d pairs)\n", exp(s / NF), NF }'
