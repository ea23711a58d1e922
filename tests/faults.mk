# make check-valgrind, check-tsan, faults; included by the Makefile.

# The sample county under memcheck, twice; minutes.
.PHONY: check-valgrind
check-valgrind: $(BUILD)/hecha
	$(Q)sh .ci/install-packages valgrind
	$(Q)sh .ci/check-valgrind $(BUILD) testdata/阳城县示例

# Data races, in the tests and in an audit of the sample county by four jobs.
# GLib is not built with ThreadSanitizer: tests/tsan tells it of GLib's locks,
# .ci/races-of-others what of libraries is not seen.  Its instrumentation makes
# gcc see values that were never set.
TSAN := -DHECHA_SANITIZED -fsanitize=thread
TSAN_WRAPPED := mutex_lock mutex_unlock once_init_leave thread_pool_new thread_pool_push thread_pool_free
.PHONY: check-tsan tsan-run
check-tsan: deps
	$(Q)G_SLICE=always-malloc TSAN_OPTIONS=suppressions=$(abspath .ci/races-of-others):exitcode=66 \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)-tsan CFLAGS='-O1 -g $(TSAN)' \
	  LDFLAGS='-fsanitize=thread $(TSAN_WRAPPED:%=-Wl,--wrap=g_%)' \
	  tsan-run

tsan-run: check-run
	$(Q)rm -rf $(BUILD)/audit
	$(Q)$(BUILD)/hecha audit testdata/阳城县示例 -j 4 -q --as-of 2026-03-31 -o $(BUILD)/audit \
	  >/dev/null && code=0 || code=$$?; [ $$code -le 3 ] || exit $$code

ifneq ($(findstring =thread,$(LDFLAGS)),)
$(BUILD)/hecha $(BUILD)/tests/run: $(BUILD)/tests/tsan/annotate.o
endif

# The campaign of faults with its figures: hostile files in one batch, writes
# and allocations that fail, kills.  FAULTS is how many allocations of each
# kind fail.
FAULTS ?= 300
.PHONY: faults
faults: $(BUILD)/hecha $(BUILD)/tests/run
	$(Q)HECHA_FAULTS=$(FAULTS) HECHA_PROGRAM=$(abspath $(BUILD)/hecha) $(BUILD)/tests/run \
	  book/hostile cli/hostile_batch cli/faults cli/out_of_memory cli/single_output
