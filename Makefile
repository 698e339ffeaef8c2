# Each target sets up .venv from requirements.lock by itself; all it needs is Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
CODE := bot handlers sandbox reports forms storage texts workflow tests bench

# Where bytecode is not kept, every process that a test starts compiles the whole program and its libraries anew.
export PYTHONDONTWRITEBYTECODE =

WORKERS = $$((2 * $$(getconf _NPROCESSORS_ONLN)))

.PHONY: setup demo run test stories check lint format bench chaos mutants docs lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: setup  ## a day at the sample company, in a browser; no token, no Telegram
	$(BIN)/tousu demo

run: setup  ## the real bot; needs TOUSU_TOKEN and config.yaml
	$(BIN)/tousu run --config config.yaml

test: setup  ## every test (under five minutes); two workers a core, since half of a test is waiting for the disk
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "not again"

stories: setup  ## every story once more, the bot stopped or killed at each act (a few minutes)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m again tests/acceptance

check: lint test stories  ## what CI runs

lint: setup  ## format, lint, types, arrows
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

bench: setup  ## the budgets, as ratios in one run (about five minutes)
	$(BIN)/python -m bench

chaos: setup  ## what is proven about failures, at length (under ten minutes); SEED=n repeats it, REPORT=file keeps it
	$(BIN)/python -m tests.chaos $(if $(SEED),--seed $(SEED)) $(if $(REPORT),--write $(REPORT))

mutants: setup  ## small changes to the code that a test must notice; SAMPLE=n of them (0: all, hours), SEED=n; goes on where stopped
	$(BIN)/python -m tests.mutants $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only '$(ONLY)')

docs: setup  ## regenerate what docs/ takes from the code
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.authority
	$(BIN)/python -m texts.catalogue docs/texts.md
	$(BIN)/python -m tests.unit.texts.minutes

lock:  ## pin everything again, with hashes and no address
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --group dev --python-version 3.11 pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
