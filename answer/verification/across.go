package verification

import "context"

func (k *check) acrossLanguages(ctx context.Context) {}
