# The README's two commands are `make demo` and `make test`; everything else is for developers.
.DEFAULT_GOAL := demo
.PHONY: setup setup-scans superset superset-test demo test check bench bench-views accuracy drill failing fuzz orders bandit pip-audit docs catalogue site wheel lock clean

PY ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# What reads scans, 370 MB, of which not every platform has wheels: a lock of its own.
SCANS = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-scans.txt
export DO_NOT_TRACK = 1
export PREFECT_SERVER_ANALYTICS_ENABLED = false
# Each of the hundreds of processes that the tests start would compile all of gongkai anew.
unexport PYTHONDONTWRITEBYTECODE

# Everything into .venv, every extra too, from the locked requirements; a second call does nothing.
setup: $(STAMP)

$(STAMP): requirements.txt requirements-scans.txt pyproject.toml
	@test -x $(BIN)/python || $(PY) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.8 2>/dev/null
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	@$(SCANS) || echo "the extra scans cannot be installed here: pictures will be refused as needs_scans" >&2
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

# The extra `scans` alone; says why where it cannot be installed.
setup-scans: setup
	@$(SCANS)

# The main job on the sample reports, then what they tell.
demo: setup
	@rm -rf build/demo && mkdir -p build/demo
	@$(BIN)/gongkai ingest data/samples --warehouse build/demo/warehouse.duckdb
	@$(BIN)/python -m flows.commands.display.demo build/demo/warehouse.duckdb

test: setup
	@$(BIN)/python -m pytest

# What CI runs: format, lint, types, import contracts, tests.
check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: setup
	@$(BIN)/python -m bench $(ARGS)

# How long each view takes: make bench-views WAREHOUSE=file
bench-views: setup
	@$(BIN)/python -m bench.views $(WAREHOUSE)

accuracy: setup
	@$(BIN)/python -m bench.accuracy $(ARGS)

# A thousand kills and other faults, with readers; goes on where it was stopped; prints what went wrong: nothing.
drill: setup
	@$(BIN)/python -m bench.drill $(ARGS)

# Each file operation of a night, a rollback, a release fails in turn, and each large allocation; goes on likewise.
failing: setup
	@$(BIN)/python -m bench.failing $(ARGS)

# A hundred thousand broken documents through the real command in slices, none lost; goes on likewise.
fuzz: setup
	@$(BIN)/python -m bench.fuzz $(ARGS)

# The same documents, manifests and decisions in hundreds of orders and nights, of which the tests try four.
orders: setup
	@GONGKAI_ORDERS=200 $(BIN)/python -m pytest -n 0 tests/flows/run/test_order.py -k any_order

# Risky ways of writing, in the code that is shipped; docs/security.md answers what is not looked for. Needs a network once,
# for the tool, which is installed apart from ours; then none.
bandit: setup
	@$(BIN)/uv tool run bandit==1.9.4 --quiet --recursive --configfile pyproject.toml gongkai dashboards flows extract transform load

# Known faults of the locked packages. Asks the advisories of pypi.org, so it needs the network; a package that it cannot
# ask about fails it.
pip-audit: setup
	@for lock in requirements.txt requirements-scans.txt; do \
	  $(BIN)/uv tool run pip-audit==2.10.1 --strict --progress-spinner off --disable-pip --require-hashes -r $$lock || exit 1; done

# The dashboard for Superset, over WAREHOUSE (else GONGKAI_WAREHOUSE, else the demo's), on this machine alone: docs/bi.md.
# Superset has an environment of its own, since it wants other versions of the same packages.
SUPERSET := .venv-superset/bin/python
WAREHOUSE ?= $(or $(GONGKAI_WAREHOUSE),build/demo/warehouse.duckdb)
superset: setup .venv-superset/.installed
	@test -e $(WAREHOUSE) || test $(WAREHOUSE) != build/demo/warehouse.duckdb || $(MAKE) --no-print-directory demo
	@$(BIN)/gongkai sql "SELECT 1" --warehouse $(WAREHOUSE) > /dev/null
	@PYTHONDONTWRITEBYTECODE= exec $(SUPERSET) dashboards/superset/server/start.py $(WAREHOUSE)

# Superset itself, in a browser too: minutes, so neither `make test` nor CI runs it.
superset-test: setup .venv-superset/.installed
	@PYTHONDONTWRITEBYTECODE= GONGKAI_TEST_SUPERSET=$(SUPERSET) $(BIN)/python -m pytest -n 0 tests/dashboards/superset

.venv-superset/.installed: requirements-superset.txt
	@test -x $(SUPERSET) || $(PY) -m venv .venv-superset
	@$(BIN)/uv pip install --quiet --python $(SUPERSET) --require-hashes -r $<
	@touch $@

docs: setup
	@rm -rf build/docs && mkdir -p build/docs
	@$(BIN)/gongkai ingest data/samples --warehouse build/docs/samples.duckdb --json
	$(BIN)/python -m gongkai.exports.dictionary build/docs/samples.duckdb
	$(BIN)/python -m bench.pages.picture
	$(BIN)/python -m bench.pages.lineage
	$(BIN)/python -m bench.pages.rooms

# The catalogues of data/locale with the texts of today, compiled; lists what waits for a translation.
catalogue: setup
	@$(BIN)/python -m bench.pages.catalogue

# The documentation as a site of static pages: build/site/index.html. A broken link stops it.
site: setup
	@$(BIN)/zensical build --clean --strict

# What is installed elsewhere: build/wheel/gongkai-*.whl.
wheel: setup
	@$(BIN)/python -m hatchling build --target wheel --directory build/wheel

# The lock of every extra: hashes, no URLs, no index hosts.
lock: setup
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-emit-find-links --no-annotate --extra all --extra dev pyproject.toml -o requirements.txt
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['scans'], sep='\n')" | \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-emit-find-links --no-annotate --constraint requirements.txt - -o requirements-scans.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-emit-find-links --no-annotate requirements-superset.in -o requirements-superset.txt

clean:
	rm -rf .venv .venv-superset build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
