# Hunar's commands. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
SHELL := /bin/sh
VENV ?= .venv
export PYTHONDONTWRITEBYTECODE ?= 1

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: ## build what is needed, load the demo, start the site (PORT=8000)
	@sh .ci/environment run
	@$(VENV)/bin/python -m lms.project.serve

test: ## install what tests need and run them, on SQLite and on PostgreSQL
	@sh .ci/environment test
	@sh .ci/test

faults: ## every storm at full length: workers killed, links cut, everybody at once (about an hour)
	@sh .ci/environment test
	@sh .ci/faults

lint: ## style, types, layers, migrations
	@sh .ci/environment test
	@sh .ci/lint

bench: ## measure recordings beside the field's options (CLIPS=folder)
	@sh .ci/environment test
	@$(VENV)/bin/python -m benchmarks.media --clips "$(CLIPS)" --decks --table docs/benchmarks.md

lock: ## (maintainers, needs uv) pin every package again
	@sh requirements/lock

.PHONY: help run test faults lint bench lock
