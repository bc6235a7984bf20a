# make demo    install golint and audit the example shop
# make test    install everything that is locked and run all checks, the suite against the built wheel
# make lint | fix | docs | bench | bench-docs | examples | lock | node-tools | browser | clean
#
# Needs make and Python from 3.11 on; everything else is put below build/.

PYTHON ?= $(shell tools/find-python)
JOBS ?= 2
B := build
DEV := $(B)/venv/dev
RUN := $(B)/venv/run
WHEEL := $(B)/venv/wheel
PIP := -m pip --disable-pip-version-check --no-input
STAGE = @printf '\n== %s\n'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint fix types layers docs wheel shops suite smoke examples node-tools browser bench bench-docs lock clean

help:
	@sed -n '/^# make/s/^# //p' Makefile

# -- environments -----------------------------------------------------------------------------------------------------

$(DEV)/.ready: requirements/dev.lock
	$(STAGE) 'environment for development: $(DEV)'
	@$(PYTHON) -m venv --clear $(DEV)
	@$(DEV)/bin/python $(PIP) install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

$(RUN)/.ready: requirements/run.lock pyproject.toml $(shell find src rules -type f -not -name '*.pyc')
	$(STAGE) 'environment with golint: $(RUN)'
	@test -d $(RUN) || $(PYTHON) -m venv $(RUN)
	@$(RUN)/bin/python $(PIP) install --quiet --require-hashes -r requirements/run.lock
	@$(RUN)/bin/python $(PIP) install --quiet --no-deps --force-reinstall .
	@touch $@

$(WHEEL)/.ready: requirements/test.lock
	$(STAGE) 'environment for the wheel: $(WHEEL)'
	@$(PYTHON) -m venv --clear $(WHEEL)
	@$(WHEEL)/bin/python $(PIP) install --quiet --require-hashes -r requirements/test.lock
	@touch $@

# -- for everybody ----------------------------------------------------------------------------------------------------

demo: $(RUN)/.ready
	$(STAGE) 'growing fake keys into the example shop: $(B)/examples'
	@$(RUN)/bin/python tools/examples.py examples $(B)/examples
	$(STAGE) 'golint check, in $(B)/examples/storefront (a shop with faults: exit code 1)'
	@cd $(B)/examples/storefront && $(CURDIR)/$(RUN)/bin/golint check; code=$$?; test $$code = 1 || { echo "expected exit code 1, got $$code"; exit 1; }
	$(STAGE) 'golint check, in $(B)/examples/storefront-ready (the same shop, ready: exit code 0)'
	@cd $(B)/examples/storefront-ready && $(CURDIR)/$(RUN)/bin/golint check
	$(STAGE) 'golint audit, in the same shop: is it ready to go live? (Ready: exit code 0)'
	@cd $(B)/examples/storefront-ready && \
		SOURCE_DATE_EPOCH=1795132800 $(CURDIR)/$(RUN)/bin/golint audit --format html --output $(CURDIR)/$(B)/audit.html
	@printf 'The report, to open in a browser: %s\n' '$(B)/audit.html'
	@printf '\nRun it on your own tree: %s\n' '$(RUN)/bin/golint check PATH'

examples: $(RUN)/.ready
	@$(RUN)/bin/python tools/examples.py examples $(B)/examples

# -- for whoever works on golint --------------------------------------------------------------------------------------

test: lint types layers docs suite smoke
	$(STAGE) 'all passed'

lint: $(DEV)/.ready
	$(STAGE) 'ruff'
	@$(DEV)/bin/ruff check .
	@$(DEV)/bin/ruff format --check .

fix: $(DEV)/.ready
	@$(DEV)/bin/ruff check --fix .
	@$(DEV)/bin/ruff format .

types: $(DEV)/.ready
	$(STAGE) 'mypy --strict'
	@$(DEV)/bin/mypy --strict

layers: $(DEV)/.ready
	$(STAGE) 'layers: a module imports only downwards'
	@PYTHONPATH=src $(DEV)/bin/lint-imports

docs: $(DEV)/.ready
	$(STAGE) 'documentation: $(B)/site'
	@PYTHONPATH=src $(DEV)/bin/python tools/docs.py --strict $(B)/site

wheel: $(DEV)/.ready $(WHEEL)/.ready
	$(STAGE) 'wheel'
	@rm -rf $(B)/dist
	@$(DEV)/bin/python -m build --no-isolation --outdir $(B)/dist . >$(B)/wheel.log 2>&1 || { cat $(B)/wheel.log; exit 1; }
	@$(WHEEL)/bin/python $(PIP) install --quiet --no-deps --force-reinstall $(B)/dist/*.whl
	@$(WHEEL)/bin/python $(PIP) check
	@ls $(B)/dist

shops: wheel
	@$(WHEEL)/bin/python tools/examples.py examples $(B)/examples

suite: wheel shops node-tools browser
	$(STAGE) 'the suite, against the installed wheel'
	@PATH="$(CURDIR)/$(WHEEL)/bin:$(CURDIR)/$(DEV)/bin:$$PATH" \
		GOLINT_TEST_WHEEL=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 $(WHEEL)/bin/pytest -n $(JOBS) --dist worksteal

smoke: wheel shops
	$(STAGE) 'the command under every other Python at hand'
	@tools/smoke $(B)

node-tools:
	$(STAGE) 'SARIF validator, axe-core'
	@tools/node-tools

browser:
	$(STAGE) 'Chromium'
	@tools/browser

# GOLINT_CORPUS names repositories, GOLINT_BENCH_... the tools and how often they run: docs/benchmarks.md
BENCH := PYTHONPATH=tests/bench:tests/dataflow $(RUN)/bin/python -m bench

bench: $(RUN)/.ready
	$(STAGE) 'paired runs: $(B)/bench.md'
	@$(BENCH) run $(RUN)/bin/golint $(B) $(GOLINT_CORPUS)
	$(STAGE) 'where the time goes: $(B)/bench-profile.md'
	@$(BENCH) profile $(RUN)/bin/golint $(B) $(GOLINT_CORPUS)
	$(STAGE) 'languages: $(B)/bench-languages.md'
	@$(BENCH) languages $(B)

bench-docs: $(RUN)/.ready
	$(STAGE) 'docs/benchmarks.md, from $(B)/bench.md'
	@$(BENCH) docs $(B) docs/benchmarks.md

lock:
	$(STAGE) 'locking requirements/'
	@test -x $(B)/venv/lock/bin/uv || { $(PYTHON) -m venv $(B)/venv/lock && $(B)/venv/lock/bin/python $(PIP) install --quiet 'uv>=0.9'; }
	@tools/lock $(B)/venv/lock/bin/uv

clean:
	rm -rf $(B) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
