# The two commands that a newcomer needs: make demo, make test.

GO      ?= go
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo dev)
# A seventh of the compile time goes into debugging information, which the
# binary does not carry.
FLAGS   := -trimpath -gcflags=all=-dwarf=false
BUILD   := CGO_ENABLED=0 $(GO) build $(FLAGS)

.PHONY: demo build weights parts test test-fast test-weights test-ollama test-browser lint generate check-generated measure clean

demo: build ## build, ingest the sample help centre, serve it on 127.0.0.1:8080
	bin/footnote demo

build: ## the one binary, at bin/footnote
	$(MAKE) --no-print-directory -j2 weights parts
	$(BUILD) -ldflags '-s -w -X main.version=$(VERSION)' -tags use_weights -o bin/footnote ./cmd/footnote

weights: ## fetch, check and pack the weights of the built-in sentence encoder
	CGO_ENABLED=0 GOFLAGS='$(FLAGS)' scripts/use/fetch.sh

parts: ## compile what needs no weights, while they are fetched
	$(BUILD) ./api ./eval

test: lint check-generated test-fast test-weights test-ollama test-browser ## everything that must hold

test-fast: ## the inner loop: no model server, no browser
	scripts/go-test.sh ./...

test-weights: weights ## the sentence encoder itself, answers and commands with it
	scripts/go-test.sh -tags use_weights ./index/embedding/use/... ./answer/... ./cmd/footnote/...

test-ollama: ## through a real Ollama with real models
	scripts/ollama/build.sh
	scripts/ollama/models.sh
	scripts/go-test.sh -p 1 -tags ollama -run Ollama ./internal/ollama/... ./answer ./cmd/footnote/...

test-browser: ## the page, in a real browser
	scripts/chromium.sh
	scripts/go-test.sh -tags browser -run Browser ./api/...

lint: weights ## golangci-lint, pinned; depguard holds the layering
	scripts/lint.sh

generate: ## write generated files anew
	$(GO) generate ./...

check-generated: ## fail when a generated file is not what its source gives
	scripts/check-generated.sh

measure: build ## the figures of docs/measurements.md, over the sets in EVAL
	scripts/measure.sh $(EVAL)

clean:
	rm -rf bin build
