//go:build use_weights

package use

import _ "embed" // for the weights

// embedded is the weights file that scripts/use/fetch.sh made.
//
//go:embed weights/use-multilingual-v3.bin
var embedded string
