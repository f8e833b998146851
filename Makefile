# Two commands: `make demo` to see mvpplan work, `make test` to check it. Both make their own
# environment in .venv and are quick the second time.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := guest-checkout
DEMO := $(VENV)/demo
# What tests drive of npm's: the language server of tests/editor, and axe-core, which reads pages for
# those who cannot see them. Without npm these tests say that they are skipped.
NODE_TOOLS := yaml-language-server@1.25.0 axe-core@4.14.1
# The day on which the story of the example stands.
TODAY := 2026-11-20

.PHONY: demo test python lint types unit

demo: $(VENV)/installed
	@rm -rf $(DEMO) && $(BIN)/python examples/eight_weeks.py $(EXAMPLE) $(DEMO)
	$(BIN)/mvpplan validate --plan $(DEMO)
	$(BIN)/mvpplan rank --plan $(DEMO) --as-of $(TODAY)
	$(BIN)/mvpplan weekly-report --plan $(DEMO) --as-of $(TODAY)

test: lint types unit

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/dev
	$(BIN)/mypy

unit: $(VENV)/dev $(VENV)/node/installed
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto  # else each mvpplan that they start is compiled

python:
	@test -n "$(PYTHON)" || { echo "mvpplan needs Python 3.11 or newer, and none is on the PATH." \
		"Install one, or name it: make $(firstword $(MAKECMDGOALS)) PYTHON=/path/to/python3.11" >&2; exit 1; }

$(VENV)/bin/python: | python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/dev: pyproject.toml $(VENV)/installed | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(VENV)/node/installed: Makefile | $(VENV)/bin/python
	@mkdir -p $(VENV)/node
	@if command -v npm >/dev/null; then npm install --silent --no-save --no-audit --no-fund \
		--ignore-scripts --prefix $(VENV)/node $(NODE_TOOLS) && touch $@; fi
