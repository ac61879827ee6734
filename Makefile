# Paripurna: the few commands of the house. Nothing but Python 3.11, make and git is needed beforehand.
#
#   make demo    a demo city, served at http://localhost:8000
#   make test    what CI runs: everything of `make check`, all tests, journeys in a browser
#   make check   format, lint, types, walls, templates, migrations
#   make dev     the demo city on a server that reloads, for those who change the house

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test check dev install install-dev build icons lock format clean

unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPATH
export UV_PYTHON_DOWNLOADS := never

# The first Python that really runs and is new enough (a pyenv shim may exist and not run).
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
BIN := .venv/bin
PARIPURNA := $(BIN)/python -m paripurna.cli.main

help:
	@sed -n 's/^#   //p' Makefile

install: python
	@$(PYTHON) src/paripurna/cli/install.py run

install-dev: python
	@$(PYTHON) src/paripurna/cli/install.py dev

.PHONY: python
python:
	@[ -n "$(PYTHON)" ] || { echo; echo "  Cannot go on. Python 3.11 or newer is needed and none was found: apt install python3 python3-venv."; echo; exit 1; }

build: install
	@$(PARIPURNA) build

demo: build
	@$(PARIPURNA) demo

dev: install-dev
	@$(PARIPURNA) build
	@PARIPURNA_DEBUG=1 $(PARIPURNA) demo --load-only
	@PARIPURNA_DEBUG=1 PARIPURNA_DEMO=1 $(PARIPURNA) manage runserver $${PARIPURNA_PORT:-8000}

check: install-dev
	@$(BIN)/python src/paripurna/cli/check.py

test: install-dev
	@$(PARIPURNA) build
	@$(BIN)/python src/paripurna/cli/check.py --with-tests

format: install-dev
	@$(BIN)/ruff format src tests benchmarks
	@$(BIN)/ruff check --fix --quiet src tests benchmarks
	@find src -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

icons: build
	@$(BIN)/npm --prefix frontend run --silent icons

lock: python
	@$(PYTHON) src/paripurna/cli/install.py lock

clean:
	@[ ! -x $(BIN)/python ] || $(PARIPURNA) db stop 2>/dev/null || true
	@rm -rf .venv frontend/node_modules src/paripurna/platform/ui/static/dist var/build var/static
	@find src tests -name __pycache__ -prune -exec rm -rf {} +
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	@echo "Cleaned. The data under var/ was left alone."
