package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"

	"footnote/kbsource"
)

// spec is openapi.yaml with a router over its operations.
type spec struct {
	doc    *openapi3.T
	router routers.Router
}

var loadSpec = sync.OnceValues(func() (spec, error) {
	// kin-openapi decodes bodies by media type and asks about these.
	openapi3filter.RegisterBodyDecoder("text/event-stream", openapi3filter.FileBodyDecoder)
	for _, format := range kbsource.Formats() {
		for _, kind := range format.MediaTypes {
			openapi3filter.RegisterBodyDecoder(kind, openapi3filter.FileBodyDecoder)
		}
	}
	data, err := os.ReadFile("openapi.yaml")
	if err != nil {
		return spec{}, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return spec{}, err
	}
	if err := doc.Validate(context.Background()); err != nil {
		return spec{}, err
	}
	router, err := legacy.NewRouter(doc)
	return spec{doc, router}, err
})

func theSpec(t *testing.T) spec {
	t.Helper()
	s, err := loadSpec()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// reply is a response that was checked against the description.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
}

// do sends a request that fits the description.
func (f *fixture) do(method, path, body string, headers ...string) reply {
	f.t.Helper()
	return f.send(true, method, path, body, headers...)
}

// bad sends a request that the description does not allow.
func (f *fixture) bad(method, path, body string, headers ...string) reply {
	f.t.Helper()
	return f.send(false, method, path, body, headers...)
}

// send checks that the description says of the request what the caller says
// of it, and that the response fits the description.
func (f *fixture) send(fits bool, method, path, body string, headers ...string) reply {
	f.t.Helper()
	request := f.request(context.Background(), method, path, body, headers...)
	input := validateRequest(f.t, fits, request, body)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		f.t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	checkResponse(f.t, input, response, data)
	return reply{f.t, response.StatusCode, response.Header, data}
}

func (f *fixture) request(ctx context.Context, method, path, body string, headers ...string) *http.Request {
	f.t.Helper()
	request, err := http.NewRequestWithContext(ctx, method, f.url+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			request.Host = headers[i+1]
		}
		request.Header.Set(headers[i], headers[i+1])
	}
	return request
}

// validateRequest returns nil for addresses that the description does not have.
func validateRequest(t *testing.T, fits bool, request *http.Request, body string) *openapi3filter.RequestValidationInput {
	t.Helper()
	described := request.Clone(context.Background())
	described.URL.Scheme, described.URL.Host, described.Host = "", "", ""
	described.Body = io.NopCloser(strings.NewReader(body))
	route, parameters, err := theSpec(t).router.FindRoute(described)
	if err != nil {
		if fits {
			t.Fatalf("%s %s is not described: %v", request.Method, request.URL.Path, err)
		}
		return nil
	}
	input := &openapi3filter.RequestValidationInput{Request: described, PathParams: parameters, Route: route}
	err = openapi3filter.ValidateRequest(context.Background(), input)
	if (err == nil) != fits {
		t.Errorf("%s %s: fits the description: %v, want %v (%v)", request.Method, request.URL, err == nil, fits, err)
	}
	return input
}

func checkResponse(t *testing.T, input *openapi3filter.RequestValidationInput, response *http.Response, data []byte) {
	t.Helper()
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	s := theSpec(t)
	if input == nil {
		checkSchema(t, s, "Problem", data)
		return
	}
	err := openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: response.StatusCode, Header: response.Header,
		Body: io.NopCloser(bytes.NewReader(data)), Options: &openapi3filter.Options{MultiError: true},
	})
	if err != nil {
		t.Errorf("%s %s: the response does not fit the description: %v\n%s", input.Request.Method, input.Request.URL, err, data)
	}
	if kind == "application/problem+json" {
		checkSchema(t, s, "Problem", data)
		return
	}
	described := input.Route.Operation.Responses.Status(response.StatusCode)
	if described == nil || described.Value.Content[kind] == nil || kind != "application/json" {
		return
	}
	checkUndeclared(t, described.Value.Content[kind].Schema.Value, data)
}

// checkSchema checks JSON against a schema, by name.
func checkSchema(t *testing.T, s spec, name string, data []byte) {
	t.Helper()
	schema := s.doc.Components.Schemas[name].Value
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, data)
	}
	if err := schema.VisitJSON(value, openapi3.MultiErrors()); err != nil {
		t.Errorf("does not fit schema %s: %v\n%s", name, err, data)
	}
	checkUndeclared(t, schema, data)
}

// checkUndeclared finds fields that are sent and not described.
func checkUndeclared(t *testing.T, schema *openapi3.Schema, data []byte) {
	t.Helper()
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	for _, field := range undeclared(schema, value, "") {
		t.Errorf("field %s is not described", field)
	}
}

func undeclared(schema *openapi3.Schema, value any, at string) []string {
	var found []string
	switch value := value.(type) {
	case map[string]any:
		properties := map[string]*openapi3.Schema{}
		for _, part := range append([]*openapi3.SchemaRef{{Value: schema}}, schema.AllOf...) {
			for name, property := range part.Value.Properties {
				properties[name] = property.Value
			}
		}
		for name, member := range value {
			if property, ok := properties[name]; ok {
				found = append(found, undeclared(property, member, at+"/"+name)...)
			} else {
				found = append(found, at+"/"+name)
			}
		}
	case []any:
		for i, item := range value {
			found = append(found, undeclared(schema.Items.Value, item, fmt.Sprintf("%s/%d", at, i))...)
		}
	}
	return found
}

// want checks the status and decodes the body.
func (r reply) want(status int, into any) reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("status %d, want %d\n%s", r.status, status, r.body)
	}
	if into != nil {
		if err := json.Unmarshal(r.body, into); err != nil {
			r.t.Fatal(err)
		}
	}
	return r
}

// problem checks that the reply is the problem of a code.
func (r reply) problem(status int, code string) reply {
	r.t.Helper()
	var p struct {
		Code, Detail string
		Status       int
	}
	r.want(status, &p)
	if p.Code != code || p.Status != status || p.Detail == "" {
		r.t.Errorf("problem %+v, want code %s and status %d", p, code, status)
	}
	if kind := r.header.Get("Content-Type"); kind != "application/problem+json" {
		r.t.Errorf("problem sent as %s", kind)
	}
	return r
}
