# Everything runs in .venv; `make test` on a fresh machine sets it up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test coverage bench bench-before check generated example schemas picture torture mutants clean
.DEFAULT_GOAL := help

help:  ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(READY)  ## set up, and show the main job on the example report
	@$(BIN)/tracker demo

test: $(READY)  ## set up, and run the tests
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal

coverage: $(READY)  ## the tests once more, with what they leave out (twice as long)
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal --cov --cov-report=term

check: $(READY)  ## ruff, mypy --strict, import-linter, dead code, spelling
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/codespell

bench: $(READY)  ## time whole commands in turn with their peers, and with an earlier tree by BEFORE=DIR
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m benchmarks.run $(if $(BEFORE),--before $(BEFORE))
	$(BIN)/python -m benchmarks.syncing

bench-before: $(READY)  ## time whole commands in turn with an earlier tree: make bench-before BEFORE=DIR
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m benchmarks.before $(BEFORE)

generated: $(READY)  ## write completion's table and the manual page again
	$(BIN)/python -m tests.completion.write_table
	$(BIN)/python -m scripts.man_page

example: $(READY)  ## make the plan in examples/ again from its report
	$(BIN)/python scripts/make_example.py >/dev/null

schemas: $(READY)  ## write the JSON Schemas again from scripts/schemas.txt and the item's fields
	$(BIN)/python -m scripts.make_schemas

picture: $(READY)  ## draw the pictures of the docs from the example
	$(BIN)/python scripts/picture.py
	$(BIN)/python scripts/workbook_picture.py

torture: $(READY)  ## kills, faults, crowds and random files, at full size (minutes)
	TRACKER_TORTURE=1 $(BIN)/python -m pytest tests/torture tests/consoles tests/paper_check tests/sync \
		tests/sharing tests/merging tests/questions tests/documents/test_hostile_text.py tests/checks/test_damage.py \
		tests/commands/test_review_answers.py tests/hostile tests/domain/test_spelling.py \
		tests/papers/test_hostile_text.py
	TRACKER_FUZZ=100000 $(BIN)/python -m pytest tests/query/test_parsing.py tests/commands/test_command_line.py \
		-k 'any_text or selects or random_line'
	TRACKER_FUZZ=1000 $(BIN)/python -m pytest tests/checks/test_clean_stores.py

mutants: $(READY)  ## change the rules and checks in small ways; do the tests notice? (minutes)
	$(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut export-cicd-stats
	@$(BIN)/python -m tests.torture.mutants

clean:  ## remove what make made
	rm -rf $(VENV) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
