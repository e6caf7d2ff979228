# SPDX-License-Identifier: Apache-2.0
.DEFAULT_GOAL := help
SHELL := /bin/sh
MVN := . scripts/jdk.sh && require_jdk_25 && require_maven && mvn -B -ntp

.PHONY: help build test test-trino verify format docs demo bench compare-testssl fuzz soak conformance clean verify-rest

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the jar, its libraries and the start-up cache
	@scripts/build

test: ## every test but the slow ones (under 10 minutes on two cores)
	@scripts/test-tools
	@$(MVN) -q test -Dsurefire.printSummary=true && scripts/test-summary

test-trino: ## the reconciliation on DuckDB and on a Trino in the same process (350 MB of jars)
	@$(MVN) -q -Ptrino test && scripts/test-summary target/trino

verify: ## what CI runs: format, static analysis, architecture, tests, generated docs, conformance
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory verify-rest

verify-rest:
	@$(MVN) -q spotless:check
	@$(MAKE) --no-print-directory docs
	@git diff --exit-code -- docs || { echo "docs/ differs from what the code generates: commit it"; exit 1; }
	@$(MAKE) --no-print-directory conformance

format: ## rewrite the sources in the house format
	@$(MVN) -q spotless:apply

docs: ## generate docs/checks and docs/cli.md from the code
	@$(MVN) -q test-compile exec:exec@docs

demo: ## the whole passage on the emulator
	@./pasaje demo

conformance: ## judge the emulator against the official API description, when the judge lies beside
	@scripts/conformance

bench: ## load programs; figures for docs/performance.md
	@$(MVN) -q test-compile exec:exec@bench exec:exec@bench-receiver exec:exec@bench-scan exec:exec@bench-reconcile exec:exec@bench-quality exec:exec@bench-parser

compare-testssl: ## testssl.sh on the lab's TLS servers; writes docs/tls-comparison.md
	@$(MVN) -q test-compile exec:exec@compare-testssl

fuzz: ## long random input against the readers and the emulator
	@$(MVN) -q test -DexcludedGroups= -Dgroups=fuzz && scripts/test-summary

soak: ## long runs
	@$(MVN) -q test -DexcludedGroups= -Dgroups=soak && scripts/test-summary

clean: ## remove what was built
	@rm -rf target
