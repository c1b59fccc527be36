package api

import (
	"bytes"
	"context"
	_ "embed"
)

//go:embed openapi.yaml
var description []byte

// GetHealth says that the process is alive.
func (operations) GetHealth(context.Context, GetHealthRequestObject) (GetHealthResponseObject, error) {
	return GetHealth200JSONResponse{Status: HealthStatusOk}, nil
}

// GetReadiness says whether questions can be answered.
func (o operations) GetReadiness(ctx context.Context, _ GetReadinessRequestObject) (GetReadinessResponseObject, error) {
	if o.draining.Load() {
		return nil, errShuttingDown
	}
	status, err := o.options.Index.Status(ctx)
	if err != nil {
		return nil, newProblem(ProblemCodeNotReady, "The catalog or the index does not answer. The server's log says why.").because(err)
	}
	// While an ingestion commits, the index is always a moment behind.
	behind := status.LexicalSeq < status.Seq || (status.Model != "" && status.VectorSeq < status.Seq)
	if behind && !o.ingestions.running() {
		return nil, newProblem(ProblemCodeNotReady, "The index has not caught up with the catalog. Try again in a moment.").after(2)
	}
	return GetReadiness200JSONResponse{Status: HealthStatusOk}, nil
}

// GetSpec returns the description that this server was generated from.
func (operations) GetSpec(context.Context, GetSpecRequestObject) (GetSpecResponseObject, error) {
	return GetSpec200ApplicationyamlResponse{Body: bytes.NewReader(description), ContentLength: int64(len(description))}, nil
}
