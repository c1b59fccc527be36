package verification

import "context"

func (k *check) score(ctx context.Context) float64 { return k.best.Score }
