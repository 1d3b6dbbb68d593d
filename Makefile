# Matinee. `make help` lists the commands; `make run` does everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SEED ?= 7
MATINEE_ARTIFACTS ?= artifacts
export PORT MATINEE_ARTIFACTS SEED

PREFLIGHT = "$(PYTHON)" -m preflight
JOB = $(BIN)/python -m training
WITH = --artifacts "$(MATINEE_ARTIFACTS)" --seed "$(SEED)" $(if $(DATA),--data "$(DATA)") $(if $(VERBOSE),--verbose)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run setup data train posters serve test screenshots lint evaluate tune bench bench-scale bench-site clean check-python

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: check-run $(VENV)/.all  ## set up, train (when nothing is published yet) and serve on http://127.0.0.1:8000
	@test -e "$(MATINEE_ARTIFACTS)/current" || $(JOB) train $(WITH) $(TRAIN_WITH)
	@$(SERVE)

setup: check-data $(VENV)/.all  ## install everything into .venv

# What a command needs is checked before anything is installed or trained.
check-%: check-python
	@$(PREFLIGHT) check $*

# The newest for which there is a TensorFlow; pyproject.toml and the README name the same.
PYTHONS = Python 3.11, 3.12 or 3.13
check-python:
	@"$(PYTHON)" -c 'pass' 2>/dev/null || \
	  { echo "Matinee needs $(PYTHONS), and there is no $(PYTHON) on PATH. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or sys.exit("Matinee needs $(PYTHONS), and this is Python %d.%d. Try: make PYTHON=python3.13 $(MAKECMDGOALS)" % v)' || exit 2

$(VENV)/bin/python:
	@$(PREFLIGHT) environment

$(VENV)/.site: requirements-site.txt | $(VENV)/bin/python
	@$(PREFLIGHT) install site

$(VENV)/.all: requirements.txt $(VENV)/.site
	@$(PREFLIGHT) install all

$(VENV)/.evaluation: requirements-evaluation.txt $(VENV)/.all
	@$(PREFLIGHT) install evaluation

data: check-data $(VENV)/.all  ## read and check the ratings (DATA= a folder, a zip or a known name)
	@$(JOB) data $(WITH)

TRAIN_WITH = $(if $(STEPS),--steps "$(STEPS)") $(if $(ANSWERS_BY),--answers-by "$(ANSWERS_BY)") $(if $(SVD_K),--svd-k "$(SVD_K)")
train: check-train $(VENV)/.all  ## run all jobs and publish (DATA=, STEPS=, SEED=, ANSWERS_BY=blend|plain, SVD_K=, VERBOSE=1)
	@$(JOB) train $(WITH) $(TRAIN_WITH)

posters: check-posters $(VENV)/.all  ## fetch posters and facts of the published films (TMDB_API_TOKEN=)
	@$(JOB) posters --artifacts "$(MATINEE_ARTIFACTS)" $(if $(VERBOSE),--verbose)

evaluate: check-evaluate $(VENV)/.evaluation  ## measure all methods (METHODS=, SEEDS=, FOLDS=); resumes where it was stopped
	@$(JOB) evaluate $(WITH) $(if $(METHODS),--methods "$(METHODS)") $(if $(SEEDS),--seeds "$(SEEDS)") $(if $(FOLDS),--folds "$(FOLDS)")

tune: check-evaluate $(VENV)/.evaluation  ## search the parameters of the compared methods (METHODS=); takes hours
	@$(JOB) tune $(WITH) $(if $(METHODS),--methods "$(METHODS)")

RATINGS = $(or $(DATA),$(MATINEE_DATA))
bench: check-bench $(VENV)/.all  ## measure the speeds, each beside its baseline; takes minutes (DATA= a folder or zip)
	@test -n "$(RATINGS)" || { echo "make bench needs ratings: make bench DATA=path/to/ml-latest-small" >&2; exit 2; }
	@$(BIN)/python -m benchmarks.serving --artifacts "$(MATINEE_ARTIFACTS)"
	@$(BIN)/python -m benchmarks.pages --artifacts "$(MATINEE_ARTIFACTS)"
	@$(BIN)/python -m benchmarks.fold_in --artifacts "$(MATINEE_ARTIFACTS)"
	@$(BIN)/python -m benchmarks.posters --artifacts "$(MATINEE_ARTIFACTS)"
	@$(BIN)/python -m benchmarks.title_search --data "$(RATINGS)"
	@$(BIN)/python -m benchmarks.svd --data "$(RATINGS)"
	@$(BIN)/python -m benchmarks.factorization --data "$(RATINGS)"
	@$(BIN)/python -m benchmarks.dnmf_baseline --data "$(RATINGS)"

bench-scale: check-bench-scale $(VENV)/.all  ## measure how training grows with the data (SHAPES=100k,1m, LIMIT= minutes, SHAPES_FOLDER=, KEEP=1)
	@$(BIN)/python -m benchmarks.scale --seed "$(SEED)" $(if $(SHAPES),--shapes "$(SHAPES)") $(if $(LIMIT),--limit "$(LIMIT)") $(if $(SHAPES_FOLDER),--folder "$(SHAPES_FOLDER)") $(if $(KEEP),--keep)

bench-site: check-data $(VENV)/.all  ## measure the site at the shape of ml-32m, beside its limits; takes minutes
	@$(BIN)/python -m benchmarks.site_at_scale

# By module, not by the script beside it: that names its Python by a path, which may have moved.
SERVE = $(BIN)/python -m gunicorn --config webapp/gunicorn.conf.py "webapp:create_app()"
serve: check-serve $(VENV)/.site  ## serve the published run (HOST=, PORT=, WEB_CONCURRENCY=)
	@$(SERVE)

test: check-test $(VENV)/.evaluation lint  ## install everything and run the whole suite, browser tests included
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.run

screenshots: check-serve $(VENV)/.all  ## photograph the pages of the published run into screenshots/, the README's pictures among them
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m tests.browser.screenshots --artifacts "$(MATINEE_ARTIFACTS)"

lint: $(VENV)/.all  ## ruff and mypy
	@$(BIN)/python -m ruff check --quiet --no-cache .
	@$(BIN)/python -m ruff format --quiet --check --no-cache .
	@$(BIN)/python -m mypy --no-error-summary

clean:  ## delete the environment and caches; published runs and data stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
