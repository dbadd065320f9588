# Set up, run, test and check Fristvakt. Needs Python 3.11 or newer (with venv) and make; the rest is fetched.
#
#   make start           set up, then run the demo; make start NAA=2024-09-02 runs it on that clock
#   make test            set up, then all tests; make test ARGS="tests/modeller -k paaske" picks some
#   make kalender        the feeds read by calendar programs of others; also part of make test
#   make sjekk           lint, formatting, types, import contracts
#   make oppsett         set up only (.venv, with .venv/bin/fristvakt)
#   make ytelse          the benchmark
#   make laas            write the lock files anew, with the newest versions pyproject.toml allows

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
# Stamps live in the venv: without it, all is done again.
VENV := .venv/stempel-venv
PAKKER := .venv/stempel-pakker
FRISTVAKT := .venv/stempel-fristvakt
FRONTEND := .venv/stempel-frontend

# A file at a time in each of two processes: what a file sets up, it sets up once. In the order of tests/conftest.py.
SIDE_OM_SIDE := --numprocesses=2 --dist=loadfile --no-loadscope-reorder

.DEFAULT_GOAL := hjelp
.PHONY: hjelp oppsett start test kalender sjekk ytelse laas

hjelp:
	@sed -n '3,9s/^#//p' Makefile

oppsett: $(PAKKER) $(FRISTVAKT) $(FRONTEND)

start: oppsett
	@exec $(BIN)/fristvakt start --demo $(if $(NAA),--naa $(NAA))

test: oppsett
	$(BIN)/python deploy/kalenderprogrammer.py
	$(BIN)/python deploy/postfixprogrammer.py
	$(BIN)/python deploy/testkjoering.py $(BIN)/python -m pytest $(SIDE_OM_SIDE) $(ARGS)

kalender: oppsett
	$(BIN)/python deploy/kalenderprogrammer.py
	$(BIN)/python -m pytest tests/kalenderprogrammer $(ARGS)

sjekk: oppsett
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo

ytelse: oppsett
	$(BIN)/python deploy/postfixprogrammer.py
	$(BIN)/python -m tests.ytelse

$(VENV):
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Fristvakt needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3.11"; exit 1; }
	"$(PYTHON)" -m venv .venv
	@touch $@

$(PAKKER): laas/utvikling.txt $(VENV)
	@echo "Installing the locked packages; this takes a few minutes the first time."
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r laas/utvikling.txt
	@touch $@

$(FRISTVAKT): pyproject.toml $(PAKKER)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(FRONTEND): package.json deploy/frontend.py laas/node.txt $(VENV)
	$(BIN)/python deploy/frontend.py
	@touch $@

# The public registry only, whatever the machine's own pip is told: the lock must hold on other machines.
# With the extras that are asked for: the pip that comes with Python 3.11 takes a package with extras for another one,
# and then wants its newest release.
PIP_COMPILE = env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-header --no-strip-extras --allow-unsafe \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

laas: $(PAKKER)
	$(PIP_COMPILE) --output-file laas/drift.txt pyproject.toml
	$(PIP_COMPILE) --extra test --constraint laas/drift.txt --output-file laas/utvikling.txt pyproject.toml
	$(PIP_COMPILE) --output-file laas/node.txt laas/node.in
	$(PIP_COMPILE) --output-file laas/kalender.txt laas/kalender.in
