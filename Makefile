# Needs Python 3.11 or newer, git and make; everything else goes into .venv.

newest = for name in $(1); do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done
PYTHON ?= $(shell $(call newest,python3 python3.14 python3.13 python3.12 python3.11))
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

export PIP_ROOT_USER_ACTION := ignore
# Most of what is installed is never imported. To pip, 0 turns the option on.
export PIP_NO_COMPILE := 0
# What is imported is compiled once, and not by every process of a test.
unexport PYTHONDONTWRITEBYTECODE

timing = $(shell grep --recursive --files-with-matches --include='test_*.py' mark.timing tests)

.PHONY: help demo test hostile lint types imports generate generated bench clean

help:
	@echo "make demo       lint a small sample log and show what is found"
	@echo "make test       all tests"
	@echo "make hostile    100,000 hostile strings through every exit; some twenty minutes"
	@echo "make lint       ruff, mypy, import-linter, generated files"
	@echo "make generate   write the generated files"
	@echo "make bench      measure, and print ratios"

demo: .venv/package
	@$(BIN)/python scripts/demo.py

# What measures time runs apart from the others, which would be measured too. It counts the time of
# its own processor.
test: .venv/dev $(if $(shell command -v npm),tests/action/node_modules)
	@code=0; \
	$(BIN)/pytest --numprocesses=auto --dist=worksteal -m "not timing" || code=1; \
	$(BIN)/pytest --numprocesses=auto --dist=worksteal -m timing $(timing) || code=1; \
	exit $$code

hostile: .venv/dev
	LEARNINGS_HOSTILE=100000 $(BIN)/pytest tests/github/test_exits.py

lint: .venv/dev types imports generated
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev
	$(BIN)/mypy

imports: .venv/dev
	$(BIN)/lint-imports

generate: .venv/dev
	$(BIN)/python scripts/generate.py

generated: .venv/dev
	$(BIN)/python scripts/generate.py --check

bench: .venv/dev
	$(BIN)/python bench/run.py

# GitHub's own parser and evaluator, for the tests of the Action; without npm those are skipped.
tests/action/node_modules: tests/action/package-lock.json
	cd tests/action && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf tests/action/node_modules .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv

.venv/package: pyproject.toml | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/dev: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/package
