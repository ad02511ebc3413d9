# Every target sets up what it needs in .venv. It takes Python 3.11 or later, make and the package index.
PYTHON ?= python3
OFFICIAL ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOURCES := src tests tour bench

.DEFAULT_GOAL := help
.PHONY: help tour test check format bench parity record clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

tour: $(READY) ## Run real aws commands of six services against a server on this machine
	@$(BIN)/python -m tour.tour

test: $(READY) ## Run all tests, with a report of the lines they reach
	$(BIN)/python -m pytest --cov

check: $(READY) ## Format, lint, layers, types and the rules of the house
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/house

format: $(READY) ## Rewrite the sources in the one format, and the list of files
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/python -m tests.house.layout

bench: $(READY) ## Measure, against the official CLI with OFFICIAL=path/to/aws
	$(BIN)/python -m bench.startup $(OFFICIAL)
	$(BIN)/python -m bench.trace $(OFFICIAL)
	$(BIN)/python -m bench.transfer $(OFFICIAL)
	$(BIN)/python -m bench.large_list $(OFFICIAL)
	$(BIN)/python -m bench.report

parity: $(READY) ## Compare a long session with the official CLI's, with OFFICIAL=path/to/aws
	$(BIN)/python -m tests.counterpart.run_session $(BIN)/aws $(OFFICIAL)

record: $(READY) ## Write down again what the official CLI prints in that session, with OFFICIAL=path/to/aws
	$(BIN)/python -m tests.counterpart.run_session --record $(OFFICIAL)

clean: ## Remove everything that was made here
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

# A recent pip writes commands that start without importing `re` (6 ms of each run), and knows --group.
# Python 3.11 puts setuptools into a new venv, and with it a .pth file that every start of Python runs.
$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.2'
	$(BIN)/python -m pip uninstall --quiet --yes setuptools
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@
