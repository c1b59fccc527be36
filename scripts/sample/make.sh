#!/usr/bin/env bash
# Makes the PDF and DOCX articles of the sample help centre anew. The same
# sources give the same bytes. With --check the committed files must already
# be what the sources give.
set -euo pipefail
cd "$(dirname "$0")/../.."

fonts=/usr/share/fonts/truetype/dejavu
if ! sha256sum --check --quiet - <<EOF
abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322  $fonts/DejaVuSans.ttf
0d977336a6d5fba34eab8e3199eb218327161b5143749f802982c2bc34df0c96  $fonts/DejaVuSans-Bold.ttf
EOF
then
	echo "DejaVu fonts 2.37 are needed: apt-get install fonts-dejavu-core" >&2
	exit 1
fi

venv=build/sample-venv
stamp=$venv/requirements.txt
if ! cmp -s scripts/sample/requirements.txt "$stamp"; then
	rm -rf "$venv"
	python3 -m venv "$venv"
	"$venv/bin/pip" install --quiet --no-deps -r scripts/sample/requirements.txt
	cp scripts/sample/requirements.txt "$stamp"
fi

made() { find sample/helpcentre -name '*.pdf' -o -name '*.docx' | LC_ALL=C sort | xargs sha256sum; }
before=$(made)
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" scripts/sample/make.py
if [ "${1:-}" = --check ] && [ "$before" != "$(made)" ]; then
	echo "the sample's PDF and DOCX files were stale; they are up to date now: commit them" >&2
	exit 1
fi
