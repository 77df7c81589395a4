# Everything runs in one environment, .venv, which is made on first use and renewed when pyproject.toml changes.
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq

.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## read, keep and link the example reports, print their claims and an incident, write their pages to demo-out
	@$(BIN)/hearsay demo --output demo-out

test: check ## style, types, import contracts, and all tests
	@$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## style, types and import contracts only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.installed-dev ## accuracy and speed beside their pinned floors (HEARSAY_GOLD=DIR says where the gold sets are)
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-dev ## write the pages of docs/ that are made from data
	@$(BIN)/python docs/make_errors.py
	@$(BIN)/python docs/make_confidence.py
	@$(BIN)/python docs/make_reading_errors.py
	@$(BIN)/python docs/make_ledger.py
	@COLUMNS=80 $(BIN)/python docs/make_demo.py

$(VENV)/.installed: pyproject.toml
	@python=$$(.ci/find-python) && echo "Setting up $(VENV) with $$python (once)" && $$python -m venv $(VENV)
	@$(PIP) --editable ".[link]"
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Adding the tools for development to $(VENV) (once)"
	@$(PIP) --editable '.[dev]'
	@touch $@
