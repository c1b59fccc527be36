#!/usr/bin/env bash
# Makes sure that there is an Ollama for the tests and prints its path: the
# one on the PATH, else one built from the Go module that tools/go.mod pins,
# at build/ollama/bin/ollama. It runs models on the CPU only.
# Needs Go, and Debian's compiler and two header packages, which it installs.
# The first build takes five to ten minutes on two cores, later runs nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
module=github.com/ollama/ollama
binary=$root/build/ollama/bin/ollama

if command -v ollama; then
	exit 0
fi
version=$(go list -C tools -m -f '{{.Version}}' "$module")
if go version -m "$binary" 2>/dev/null | grep -qF "$module	$version"; then
	echo "$binary"
	exit 0
fi

packages=(nlohmann-json3-dev libstb-dev)
command -v g++ >/dev/null 2>&1 || packages+=(g++)
scripts/debian.sh "${packages[@]}"

# Ollama includes <miniaudio/miniaudio.h>, which Debian does not have; a Go
# module has the file. It goes into a folder of ours, never into /usr/include.
go mod download -C tools
include=$root/build/ollama/include
mkdir -p "$include/miniaudio"
install -m 644 "$(go list -C tools -m -f '{{.Dir}}' github.com/gen2brain/malgo)/miniaudio.h" "$include/miniaudio/"
export C_INCLUDE_PATH=$include:/usr/include/stb CPLUS_INCLUDE_PATH=$include:/usr/include/stb

# Without AVX2 models run several times slower; with it the binary does not
# start where the processor has none.
flags="-O3 -march=x86-64-v3"
for feature in avx2 fma bmi2 f16c movbe; do
	grep -qw "$feature" /proc/cpuinfo || flags=-O3
done
echo "building Ollama $version, once: this takes some minutes" >&2
CGO_ENABLED=1 CGO_CFLAGS=$flags CGO_CXXFLAGS=$flags nice go build -C tools -trimpath \
	-ldflags "-s -w -X $module/version.Version=${version#v}" -o "$binary" "$module"
echo "$binary"
