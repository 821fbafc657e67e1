# The verbs of this project. `make run` and `make test` need Python 3.11 and nothing else.
.DEFAULT_GOAL := help
# Minutes each: `make a11y` and `make fault` run them.
SLOW := tests/partnership/test_pages.py tests/fault
.PHONY: help run test check bench fault a11y containers fix messages demo-data clean tools packages built
SHELL := /bin/bash
export UV_PYTHON_DOWNLOADS := never

PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

help: ## these verbs
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 14

run: ## the whole portal with the demo county; PORT and DATA_DIR may be given
	@$(PYTHON) run.py

test: tools packages built ## the tests and stories, on PostgreSQL, Redis, a mail server and Chromium
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup $(SLOW:%=--ignore=%) $(ARGS)

a11y: tools packages built ## every page judged with axe, in two languages, widths and colours
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup tests/partnership/test_pages.py $(ARGS)

bench: tools packages built ## speed against bare Django views; ARGS=--national for the country
	$(BIN)/python -m bench $(ARGS)

fault: tools packages built ## thousands of letters while everything breaks; ARGS=--embedded
	$(BIN)/python -m tests.fault $(ARGS)
	$(BIN)/python -m tests.fault.moves $(filter --embedded,$(ARGS))

containers: ## start docker-compose.yml for real on Debian, as root; ARGS=--keep for the next time
	@$(PYTHON) -m tests.containers $(ARGS)

check: tools packages built ## lint, types, floors, messages, migrations, containers
	@$(BIN)/python -m scripts.check

fix: tools ## repair what can be repaired by machine
	-$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .
	-$(BIN)/djlint --reformat --quiet templates
	git ls-files 'templates/*.html' 'templates/**/*.html' | xargs -r $(BIN)/djade --target-version 5.2

messages: tools packages ## extract and compile the translations
	$(BIN)/python -m scripts.messages

demo-data: built ## load the demo county into the database of DATABASE_URL or DATA_DIR
	$(BIN)/python manage.py migrate --no-input
	$(BIN)/python manage.py demo

clean: ## remove what was installed and built; data in .data stays
	rm -rf .boot .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache static/fonts
	find . -name __pycache__ -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

# --- what the verbs stand on -------------------------------------------------------

tools: .venv/.synced-dev

.venv/.synced-dev: uv.lock pyproject.toml .boot/bin/uv
	.boot/bin/uv sync --frozen --quiet --compile-bytecode
	@touch $@

.boot/bin/uv:
	@$(PYTHON) -c 'import run; run.uv()'

packages: tools
	@$(BIN)/python -m scripts.packages

built: tools
	@$(BIN)/python -m scripts.messages --compile
	@$(BIN)/python manage.py build_assets
	@$(BIN)/python -c 'import run; run.compile_apps()'
