# Matinee. `make help` lists the commands; `make run` does everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SEED ?= 7
MATINEE_ARTIFACTS ?= artifacts
export PORT MATINEE_ARTIFACTS
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

JOB = $(BIN)/python -m training
WITH = --artifacts "$(MATINEE_ARTIFACTS)" --seed $(SEED) $(if $(DATA),--data "$(DATA)")

.DEFAULT_GOAL := help
.PHONY: help run setup data train serve test lint evaluate bench clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: $(VENV)/.all  ## set up, train (when nothing is published yet) and serve on http://127.0.0.1:8000
	@test -e "$(MATINEE_ARTIFACTS)/current" || $(MAKE) --no-print-directory train
	@$(MAKE) --no-print-directory serve

setup: $(VENV)/.all  ## install everything into .venv

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Matinee needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }

$(VENV)/.site: requirements-site.txt | $(VENV)/bin/python
	@echo "Installing the site's packages into $(VENV) ..."
	@$(PIP) -r requirements-site.txt
	@touch $@

$(VENV)/.all: requirements.txt $(VENV)/.site
	@echo "Installing the packages for training and tests into $(VENV) (about 1 GB, once) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.evaluation: requirements-evaluation.txt $(VENV)/.all
	@$(PIP) -r requirements-evaluation.txt
	@touch $@

data: $(VENV)/.all  ## read and check the ratings (DATA= a folder, a zip or a known name)
	@$(JOB) data $(WITH)

train: $(VENV)/.all  ## run all jobs and publish (DATA=, STEPS=, SEED=, ANSWERS_BY=blend|plain, SVD_K=)
	@$(JOB) train $(WITH) $(if $(STEPS),--steps "$(STEPS)") $(if $(ANSWERS_BY),--answers-by "$(ANSWERS_BY)") $(if $(SVD_K),--svd-k "$(SVD_K)")

evaluate: $(VENV)/.evaluation  ## measure all methods (METHODS=, SEEDS=, FOLDS=); resumes where it was stopped
	@$(JOB) evaluate $(WITH) $(if $(METHODS),--methods "$(METHODS)") $(if $(SEEDS),--seeds "$(SEEDS)") $(if $(FOLDS),--folds "$(FOLDS)")

RATINGS = $(or $(DATA),$(MATINEE_DATA))
bench: $(VENV)/.all  ## measure the speeds, each beside its baseline; takes minutes (DATA= a folder or zip)
	@test -n "$(RATINGS)" || { echo "make bench needs ratings: make bench DATA=path/to/ml-latest-small" >&2; exit 2; }
	@$(BIN)/python -m benchmarks.serving --artifacts "$(MATINEE_ARTIFACTS)"
	@$(BIN)/python -m benchmarks.fold_in --artifacts "$(MATINEE_ARTIFACTS)"
	@$(BIN)/python -m benchmarks.svd --data "$(RATINGS)"
	@$(BIN)/python -m benchmarks.factorization --data "$(RATINGS)"
	@$(BIN)/python -m benchmarks.dnmf_baseline --data "$(RATINGS)"

serve: $(VENV)/.site  ## serve the published run (PORT=, WEB_CONCURRENCY=)
	@$(BIN)/gunicorn --config webapp/gunicorn.conf.py "webapp:create_app()"

test: lint $(VENV)/.evaluation  ## install everything and run the whole suite, browser tests included
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m pytest

lint: $(VENV)/.all  ## ruff and mypy
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

clean:  ## delete the environment and caches; published runs and data stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
