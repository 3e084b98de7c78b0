# Avatar Creator. `make run` starts it, `make test` proves it; both install what is missing by themselves.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
PORT ?= 8000
SCREENS ?= build/screens

SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) frontend/package-lock.json frontend/vite.config.ts frontend/index.html

.PHONY: help install run test check bench screens lock clean

help: ## Show what there is to do
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/installed src/apphost/ui/index.html ## Install everything into .venv and build the page

run: install ## Start everything on this machine (DATA=folder PORT=8000)
	$(BIN)/avatar-creator up --data $(DATA) --port $(PORT)

test: install check ## Every check and every test, on real engines and a real browser
	@scripts/find-chromium >/dev/null
	cd frontend && ../scripts/with-node npm test --silent
	CHROMIUM="$$(scripts/find-chromium)" $(BIN)/python -m pytest -n 2 --dist loadgroup

check: install ## Linters, types, walls between modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd frontend && ../scripts/with-node npm run --silent check

bench: install ## Measure speed and size against their targets (PEER=folder of the earlier stack)
	$(BIN)/python -m bench $(if $(PEER),--peer $(PEER))

screens: install ## Write every view in its faces, two widths, light and dark, to build/screens
	CHROMIUM="$$(scripts/find-chromium)" PYTHONPATH=tests $(BIN)/python -m browser.screens $(SCREENS)

lock: ## Resolve requirements.lock anew from pyproject.toml
	$(PYTHON) -m pip install --quiet uv
	uv pip compile pyproject.toml --all-extras --generate-hashes --no-emit-index-url --universal \
	  --python-version 3.11 --no-header --quiet --output-file requirements.lock

clean: ## Remove what was built (never the data folder)
	rm -rf $(VENV) build dist src/apphost/ui frontend/node_modules

$(VENV)/installed: requirements.lock pyproject.toml clients/python/pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e . -e clients/python
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package.json frontend/package-lock.json | $(VENV)/installed
	cd frontend && ../scripts/with-node npm ci --no-audit --no-fund --loglevel=error
	@touch $@

src/apphost/ui/index.html: frontend/node_modules/.package-lock.json $(SOURCES)
	cd frontend && ../scripts/with-node npm run --silent build
	@touch $@
