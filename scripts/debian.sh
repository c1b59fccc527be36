#!/usr/bin/env bash
# Installs Debian packages where they are missing: as root, else with sudo,
# else it prints the one line to run.
set -euo pipefail
missing=()
for package in "$@"; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing ${missing[*]}" >&2
if [ "$(id -u)" -eq 0 ]; then
	as=()
elif sudo -n true 2>/dev/null; then
	as=(sudo)
else
	echo "please run: sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
	exit 1
fi
"${as[@]}" apt-get update -qq
"${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
