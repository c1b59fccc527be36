#!/bin/sh
# Runs Python with the package that the weights come from, on numpy with
# OpenBLAS: python.sh SCRIPT ARGUMENTS...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=$here/../../build/use/venv
if [ ! -f "$venv/ready" ]; then
	python3 -m venv "$venv"
	"$venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
	touch "$venv/ready"
fi
PYTHONDONTWRITEBYTECODE=1 exec "$venv/bin/python" "$@"
