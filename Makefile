# make run    sets everything up and opens the program     (make run ARGS="list")
# make test   sets everything up and passes the tests      (make test ARGS="tests/pages -k html")
# make lint   formatting, lint, types and the walls between the packages
# make bench  what is fast, measured beside its baselines  (make bench ARGS="--articles 10000")
# make bench-find  how well and how fast articles are found  (make bench-find ARGS="--only search,latency --sizes 1000")

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# The newest interpreter that is new enough; PYTHON=/path/to/python3 overrides it.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then command -v $$p; break; fi; done)

.PHONY: install run test lint format bench bench-extraction bench-pasted bench-find snapshots pictures wheel clean

install: $(VENV)/.installed

run: $(VENV)/.installed
	@$(BIN)/readlater $(ARGS)

test: $(VENV)/.developer
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

lint: $(VENV)/.developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.developer
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench-extraction: $(VENV)/.developer
	$(BIN)/python -m benchmarks.extraction $(ARGS)

bench-pasted: $(VENV)/.developer
	$(BIN)/python -m benchmarks.pasted $(ARGS)

bench-find: $(VENV)/.developer
	$(BIN)/python -m benchmarks.finding.run $(ARGS)

bench: $(VENV)/.developer
	$(BIN)/python -m benchmarks.run $(ARGS)

snapshots: $(VENV)/.developer
	READLATER_UPDATE_FRAMES=1 $(BIN)/python -m pytest tests/tui/test_frames.py tests/test_readme.py $(ARGS)

pictures: $(VENV)/.developer
	$(BIN)/python docs/make_pictures.py $(ARGS)

wheel: $(VENV)/.developer
	rm -rf dist && $(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "readlater needs Python 3.11 or newer with its venv and ensurepip modules (on Debian: python3-venv)." >&2; \
		echo "Install it, or name one: make PYTHON=/path/to/python3 …" >&2; exit 1; fi
	@echo "Setting up with $(PYTHON) …"
	@"$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --upgrade pip  # 23 fails on extras

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m compileall -q readlater  # or the first start would pay for it
	@touch $@

$(VENV)/.developer: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m compileall -q readlater
	@touch $@ $(VENV)/.installed
