# `make run` and `make test` are all one needs; both set up once and do nothing when nothing changed.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-peers
SUPPLY := .venv-supply
ARGS :=

.PHONY: help setup run demo test check sbom faults bench bench-setup bench-peers screenshots figures lock clean

help:
	@echo "make run     the playground in your browser, or Slack when tokens are set"
	@echo "make demo    a whole interview in the terminal        (ARGS=alice, ARGS=week, ARGS=\"--answers FILE\")"
	@echo "make test    every test                               (ARGS=\"-k words\")"
	@echo "make check   lint, format, types, layout, known faults of what we rest on"
	@echo "make sbom    what we rest on, as CycloneDX (sbom.json)"
	@echo "make faults  kills the bot a thousand times in bad weather, in half an hour (ARGS=--quick)"
	@echo "make screenshots, make figures    of the playground's page; needs Chromium"
	@echo "make bench   what a turn costs, and Segue under load, in half an hour  (ARGS=--quick)"
	@echo "make bench-peers    other programs for interviews with personas; make bench holds us against them"

setup: $(READY)

$(READY): pyproject.toml requirements.lock
	@if command -v uv >/dev/null; then \
		uv venv --quiet --allow-existing --python '>=3.11' $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps -e . ; \
	else \
		for python in python3 python3.14 python3.13 python3.12 python3.11 ""; do \
			[ -n "$$python" ] && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
		done; \
		[ -n "$$python" ] || { echo "Segue needs Python 3.11 or later; python3 is: $$(python3 --version 2>&1)" >&2; exit 1; }; \
		"$$python" -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e . ; \
	fi
	@touch $(READY)

run: setup
	@$(BIN)/segue run --or-playground

demo: setup
	@$(BIN)/segue demo $(ARGS)

test: setup
	@$(BIN)/python -m pytest $(ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_layout.py
	@.ci/audit $(SUPPLY)

# What a running Segue rests on, as CycloneDX; the same bytes for the same lock.
sbom: $(SUPPLY)/.ready
	@$(SUPPLY)/bin/cyclonedx-py requirements --output-reproducible --output-format JSON -o sbom.json requirements.lock
	@echo "sbom.json"

$(SUPPLY)/.ready: .ci/supply.lock
	@python3 -m venv $(SUPPLY)
	@$(SUPPLY)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/supply.lock
	@touch $@

faults: setup
	@FAULTS_EXAMPLES=$(if $(findstring --quick,$(ARGS)),60,1000) $(BIN)/python -m pytest -q tests/faults/test_any_history.py
	@$(BIN)/python -m tests.faults.campaign $(ARGS)

# The naive stack it is held against, and the profiler, are installed only here.
bench-setup: $(VENV)/.bench-ready

bench: bench-setup
	@$(BIN)/python -m bench $(ARGS)
	@$(BIN)/python -m bench.personas $(ARGS)
	@$(BIN)/python -m bench.search $(ARGS)
	@$(BIN)/python -m bench.customer_files $(ARGS)
	@$(BIN)/python -m bench.segments $(ARGS)
	@$(BIN)/python -m bench.load $(ARGS)

$(VENV)/.bench-ready: $(READY) bench/requirements.lock
	@if command -v uv >/dev/null; then \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r bench/requirements.lock ; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.lock ; \
	fi
	@touch $@

# EDSL wants older versions of libraries that we use too; the bench finds them here, and does without where they are not.
bench-peers: $(PEERS)/.ready

$(PEERS)/.ready: $(READY) bench/peers.lock
	@$(BIN)/python -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/peers.lock
	@touch $@

# Both need Chromium.
screenshots: setup
	@$(BIN)/python -m tests.browser.screenshots

figures: setup
	@$(BIN)/python -m tests.browser.figures

# Pins everything with hashes, for pip and uv and every platform. Needs uv.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--group dev -o requirements.lock pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--group bench -c requirements.lock -o bench/requirements.lock pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--group supply -o .ci/supply.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--group peers -o bench/peers.lock

clean:
	rm -rf $(VENV) $(PEERS) $(SUPPLY) sbom.json .mypy_cache .ruff_cache .pytest_cache .hypothesis
