# The two commands are `make run` and `make test`; `make help` lists the rest.
# Another Python than the first python3 found: make PYTHON=/path/to/python3.12 run

PYTHON ?= python3
BIN := .venv/bin
# Two workers: more do not help a suite that ends within minutes, and small machines have two.
WORKERS ?= 2

.PHONY: help run test lint format bench screenshots clean for-running for-testing

help:
	@echo "make run          open the program on its sample"
	@echo "make test         run all tests, without a display"
	@echo "make lint         style, types and the import contracts"
	@echo "make format       put the code into its usual form"
	@echo "make bench        measure what must be quick"
	@echo "make screenshots  take the README's pictures from the real window"
	@echo "make clean        remove the private environment and all caches"

run: for-running
	@$(BIN)/actor-explorer --sample

test: export QT_QPA_PLATFORM = offscreen
test: for-testing
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile

lint: for-testing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: for-testing
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: for-testing
	@$(BIN)/python -m tests.benchmarks

screenshots: for-testing
	@$(BIN)/python -m tools.screenshots

# Both return at once when nothing has changed since they last did their work.
for-running:
	@$(PYTHON) -m tools.bootstrap --windows

for-testing:
	@$(PYTHON) -m tools.bootstrap --tests

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache \
		.hypothesis .numba_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
