// Package api is the HTTP door: answers, search, verdicts on drafts, documents,
// their description, and the page where a person asks.
//
// Enters: HTTP requests. Leaves: JSON as openapi.yaml describes it, answers
// as server-sent events, problem+json for everything that goes wrong, and a
// page that shows an answer with its citations in place.
//
// It must never write what a customer asked to a log, trust a browser that
// was sent by another site, show untrusted text as anything but text, or
// read files that the operator did not allow. It holds no knowledge of how
// an answer comes to be.
package api

//go:generate go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 -config oapi-codegen.yaml openapi.yaml
