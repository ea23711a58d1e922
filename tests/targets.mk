# make lint, format, coverage, check-arm64; included by the Makefile.

.PHONY: lint format coverage

# Habits held by a program: .ci/lint says what it looks for.  clang-tidy takes
# minutes: TIDY=1 asks for it.
lint:
	$(Q)sh .ci/install-packages cppcheck $(if $(TIDY),clang-tidy clang)
	$(Q)sh .ci/lint
	$(Q)cppcheck --quiet --std=c11 --language=c -j2 --error-exitcode=1 --inline-suppr \
	  --enable=warning,portability --suppressions-list=.ci/cppcheck-suppressions \
	  --library=gtk -Isrc -Iinclude src
	$(Q)$(if $(TIDY),printf '%s\n' $(LIB_SRC) src/cli/main.c | xargs -P2 -I@ clang-tidy --quiet @ -- $(HECHA_CFLAGS),:)

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

# Cross-built for aarch64 with Debian's packages, which are unpacked and not
# installed, and tested under qemu-user: some ten minutes on two cores.
.PHONY: check-arm64
ARM64_ROOT := $(abspath $(BUILD))-arm64-root
ARM64_CC ?= aarch64-linux-gnu-gcc
check-arm64:
	$(Q)if [ "$$(uname -m)" = aarch64 ]; then \
	  echo '本机就是 aarch64，请运行 make check  This machine is aarch64: make check' >&2; exit 1; fi
	$(Q)sh .ci/install-packages mmdebstrap qemu-user-static gcc-aarch64-linux-gnu pkg-config $(DEB_TEST)
	$(Q)sh .ci/arm64-sysroot $(ARM64_ROOT) $(sort $(filter %-dev,$(DEB_BUILD) $(DEB_TEST)) libisal-dev)
	$(Q)PKG_CONFIG_SYSROOT_DIR=$(ARM64_ROOT) \
	  PKG_CONFIG_LIBDIR=$(ARM64_ROOT)/usr/lib/aarch64-linux-gnu/pkgconfig \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)-arm64 SYSROOT=$(ARM64_ROOT) \
	    CC='$(ARM64_CC) --sysroot=$(ARM64_ROOT)' check-arm64-run

.PHONY: check-arm64-run
check-arm64-run: $(BUILD)/hecha $(BUILD)/tests/run $(BUILD)/under-qemu
	$(Q)printf '#!/bin/sh\nexec "%s" "%s" "$$@"\n' $(abspath $(BUILD))/under-qemu $(abspath $<) > $(BUILD)/hecha-under-qemu
	$(Q)chmod +x $(BUILD)/hecha-under-qemu
	$(Q)HECHA_QEMU=$(abspath $(BUILD))/under-qemu HECHA_PROGRAM=$(abspath $(BUILD))/hecha-under-qemu \
	  $(BUILD)/under-qemu $(BUILD)/tests/run $(HECHA_SUITES)

$(BUILD)/under-qemu: $(BUILD)/spawn_under_qemu.so
	$(Q){ echo '#!/bin/sh'; \
	  echo 'exec qemu-aarch64-static -L "$(SYSROOT)" -E LD_PRELOAD="$(abspath $<)" "$$@"'; } > $@
	$(Q)chmod +x $@

$(BUILD)/spawn_under_qemu.so: tests/arm64/spawn_under_qemu.c
	@echo '  LINK  $@'
	$(Q)$(CC) $(HECHA_CFLAGS) $(WARNINGS) -Wno-missing-prototypes $(CFLAGS) -shared -fPIC -o $@ $<
