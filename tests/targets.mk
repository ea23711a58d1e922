# make lint, format, coverage; included by the Makefile.

.PHONY: lint format coverage

# Habits held by a program: .ci/lint says what it looks for.  clang-tidy takes
# minutes: TIDY=1 asks for it.
lint:
	$(Q)sh .ci/install-packages cppcheck $(if $(TIDY),clang-tidy clang)
	$(Q)sh .ci/lint
	$(Q)cppcheck --quiet --std=c11 --language=c -j2 --error-exitcode=1 --inline-suppr \
	  --enable=warning,portability --suppressions-list=.ci/cppcheck-suppressions \
	  --library=gtk -Isrc -Iinclude src
	$(Q)$(if $(TIDY),clang-tidy --quiet $(LIB_SRC) src/cli/main.c -- $(HECHA_CFLAGS),:)

# Lays out the C files changed since the last commit, or FILES="a.c b.c".
format:
	$(Q)sh .ci/install-packages clang-format
	$(Q)files="$(or $(FILES),$$(git diff --name-only --diff-filter=d HEAD -- '*.c' '*.h'))"; \
	  [ -z "$$files" ] || clang-format -i $$files

# Lines of src/ that the tests reach.
coverage: deps
	$(Q)sh .ci/install-packages gcovr
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)-coverage CFLAGS='-O0 -g --coverage -fprofile-update=atomic' \
	  LDFLAGS=--coverage check-run
	$(Q)gcovr --root . --filter src/ --object-directory $(BUILD)-coverage \
	  --gcov-ignore-parse-errors --txt $(BUILD)-coverage/coverage.txt --print-summary
	@echo '$(BUILD)-coverage/coverage.txt'
