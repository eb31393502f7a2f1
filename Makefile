# One command each; every one sets up what it needs inside the checkout.
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
export URL
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/$(VENV)/browsers

.PHONY: run build retire test check bench preview messages translated pictures check-host lock clean

run: build
	$(BIN)/flask --app app serve

build: $(VENV)/runtime
	$(BIN)/flask --app app build

retire: build
	$(BIN)/flask --app app retire

test: check
	$(BIN)/python -m tests.setup
	$(BIN)/python -m pytest

check: $(VENV)/development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/flask --app app todo

bench: build $(VENV)/benchmark
	$(BIN)/python -m bench --write docs/benchmarks.md --lookup-page docs/lookup.md

preview: $(VENV)/runtime
	$(BIN)/flask --app app run --debug

messages: $(VENV)/runtime
	$(BIN)/flask --app app messages

translated: $(VENV)/runtime
	$(BIN)/flask --app app translated $(FILE)

pictures: build $(VENV)/development
	$(BIN)/python -m tests.setup
	$(BIN)/python -m tests.browser.pictures

check-host: $(VENV)/runtime
	$(BIN)/flask --app app check-host

lock: $(VENV)/development
	$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile -q --extra bench --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -c requirements.lock -c requirements-dev.lock -o requirements-bench.lock pyproject.toml

clean:
	rm -rf $(VENV) build build.bench tests/node_modules bench/node_modules

$(VENV)/bin/python:
	python3 -m venv $(VENV)

$(VENV)/runtime: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/development: requirements-dev.lock $(VENV)/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/benchmark: requirements-bench.lock $(VENV)/development
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	touch $@
