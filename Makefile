# hecha - front door.  `make help` lists the targets.
#
# Needs GNU make alone; `make demo` and `make check` install what else is
# missing on Debian and say so, elsewhere they name it and stop.

VERSION  := 0.1.0
BUILD    ?= build
PREFIX   ?= /usr/local
CC       ?= gcc
CFLAGS   ?= -O3 -g
PKGS     := glib-2.0 gio-2.0 libgsf-1 xlsxwriter sqlite3 freexl zlib json-glib-1.0 \
            minizip libcrypto libdeflate
V        ?= 0
Q        := $(if $(filter 1,$(V)),,@)

# Packages that Debian 12 calls what we need: to build and run, to test.
DEB_BUILD := gcc pkg-config libc6-dev libglib2.0-dev libgsf-1-dev libxlsxwriter-dev \
             libfreexl-dev libsqlite3-dev zlib1g-dev libjson-glib-dev \
             libminizip-dev libssl-dev libseccomp-dev libdeflate-dev
DEB_TEST  := libcunit1-dev libexpat1-dev python3-openpyxl python3-xlrd
# ISA-L inflates fastest where it is packaged; zlib is its portable twin.
ISAL_MACHINE := $(filter x86_64 aarch64,$(shell uname -m))
DEB_BUILD += $(if $(ISAL_MACHINE),libisal-dev)

.PHONY: all help demo check check-run check-mapping deps clean
.DEFAULT_GOAL := all

# Parsed only when something is to be built, after `deps` has run.
ifneq ($(filter-out help deps clean demo check check-sanitize check-tsan fuzz coverage deb dist uninstall format check-arm64,$(or $(MAKECMDGOALS),all)),)
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wno-unused-parameter -Werror
# No fused multiply-add: a score is the same on every processor and compiler.
HECHA_CFLAGS := -std=c11 -ffp-contract=off -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
            -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_58 \
            -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_58 \
            -DHECHA_VERSION='"$(VERSION)"' -DG_LOG_DOMAIN='"hecha"' \
            -Iinclude -Isrc $(shell pkg-config --cflags $(PKGS))
LIBS     := $(shell pkg-config --libs $(PKGS)) -lm -pthread
ifneq ($(wildcard $(SYSROOT)/usr/include/isa-l/igzip_lib.h),)
ifeq ($(NO_ISAL),)
HECHA_CFLAGS += -DHAVE_ISAL
LIBS     += -lisal
endif
endif
ifneq ($(wildcard $(SYSROOT)/usr/include/seccomp.h),)
HECHA_CFLAGS += -DHAVE_SECCOMP
LIBS     += -lseccomp
endif
endif

ROOMS    := book ledger audit report
LIB_SRC  := $(foreach room,$(ROOMS),$(sort $(wildcard src/$(room)/*.c)))
CLI_SRC  := $(sort $(wildcard src/cli/*.c))
# The commands without main(), so that tests reach them.
LIB_SRC  += $(filter-out src/cli/main.c,$(CLI_SRC))
LIB_OBJ  := $(LIB_SRC:%.c=$(BUILD)/%.o) $(BUILD)/resources.o
TEST_SRC := $(sort $(wildcard tests/*.c tests/*/test_*.c))
TEST_OBJ := $(TEST_SRC:%.c=$(BUILD)/%.o) $(BUILD)/tests/suites.o
TEMPLATES := $(sort $(shell find templates -type f ! -name '.*'))

all: $(BUILD)/hecha

help:
	@cat .ci/help

deps:
	$(Q)sh .ci/install-packages $(DEB_BUILD) $(DEB_TEST)

# The sample county, audited as of a fixed day so that everyone sees the same.
DEMO_OUT := $(BUILD)/示例核查结果
demo: deps
	$(Q)$(MAKE) --no-print-directory $(BUILD)/hecha
	$(Q)rm -rf '$(DEMO_OUT)'
	$(Q)$(BUILD)/hecha audit testdata/阳城县示例 -o '$(DEMO_OUT)' --as-of 2026-03-31; \
	  code=$$?; [ $$code -le 3 ] || exit $$code; \
	  echo '先打开：$(DEMO_OUT)/审计局核查报告.xlsx'; \
	  echo 'Open first: $(DEMO_OUT)/审计局核查报告.xlsx'

check: deps
	$(Q)$(MAKE) --no-print-directory check-run

# HECHA_SUITES="book xlsx" runs only suites whose name begins with one of them.
check-run: $(BUILD)/hecha $(BUILD)/tests/run
	$(Q)HECHA_PROGRAM=$(abspath $(BUILD)/hecha) $(BUILD)/tests/run $(HECHA_SUITES)

# How well the layouts in testdata/ are understood, by kind of failure.
check-mapping: $(BUILD)/tests/measure_mapping
	$(Q)$< $(if $(filter 1,$(V)),-v) testdata/ledger/layouts/work testdata/ledger/layouts/measure \
	  testdata/ledger/layouts/strangers
	-$(Q)$< $(if $(filter 1,$(V)),-v) testdata/ledger/layouts/counties   # not all is understood

$(BUILD)/tests/measure_mapping: $(BUILD)/tests/ledger/measure_mapping.o $(BUILD)/tests/mapping_figures.o \
                               $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Learns templates/header_weights.tsv from testdata/headers anew.
.PHONY: fit-headers
fit-headers: $(BUILD)/tests/header_signs
	$(Q)python=/usr/bin/python3; [ -x $$python ] || python=python3; \
	  $$python tests/ledger/fit_headers.py $< testdata/headers/*.tsv templates/header_weights.tsv

$(BUILD)/tests/header_signs: $(BUILD)/tests/ledger/header_signs.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/hecha: $(BUILD)/src/cli/main.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Resources first: an archive drops what nothing calls, so the linker is told.
$(BUILD)/libhecha.a: $(LIB_OBJ)
	@echo '  AR    $@'
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/tests/run: $(TEST_OBJ) $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcunit -lexpat

$(BUILD)/%.o: %.c | $(BUILD)/.made
	@echo '  CC    $<'
	@mkdir -p $(@D)
	$(Q)$(CC) $(WARNINGS) $(HECHA_CFLAGS) $(CFLAGS) -DTESTDATA='"$(abspath testdata)"' -MMD -MP -c -o $@ $<

$(BUILD)/.made:
	@mkdir -p $(BUILD)/tests && touch $@

# Every tests/ROOM/test_NAME.c defines `void suite_NAME (void)`, which adds a
# CUnit suite; the list of them is made here.
$(BUILD)/tests/suites.c: $(TEST_SRC) | $(BUILD)/.made
	$(Q){ echo '#include "tests/test.h"'; \
	  for f in $(filter tests/%,$(wildcard tests/*/test_*.c)); do \
	    n=$$(basename $$f .c); echo "void suite_$${n#test_} (void);"; done; \
	  echo 'const HechaSuite hecha_suites[] = {'; \
	  for f in $(sort $(wildcard tests/*/test_*.c)); do \
	    n=$$(basename $$f .c); r=$$(basename $$(dirname $$f)); \
	    echo "  { \"$$r/$${n#test_}\", suite_$${n#test_} },"; done; \
	  echo '  { NULL, NULL } };'; } > $@

$(BUILD)/tests/suites.o: $(BUILD)/tests/suites.c
	$(Q)$(CC) $(HECHA_CFLAGS) $(CFLAGS) $(WARNINGS) -I. -c -o $@ $<

# Suites are declared in the list made above, nowhere else.
$(BUILD)/tests/%.o: HECHA_CFLAGS += -I. -Wno-missing-prototypes

$(BUILD)/hecha.gresource.xml: $(TEMPLATES) | $(BUILD)/.made
	$(Q){ echo '<gresources><gresource prefix="/hecha">'; \
	  for f in $(TEMPLATES); do echo "<file>$${f#templates/}</file>"; done; \
	  echo '</gresource></gresources>'; } > $@

$(BUILD)/resources.c: $(BUILD)/hecha.gresource.xml $(TEMPLATES)
	$(Q)glib-compile-resources --sourcedir=templates --target=$@ --generate-source \
	  --c-name hecha --manual-register $<

$(BUILD)/resources.o: $(BUILD)/resources.c
	$(Q)$(CC) $(HECHA_CFLAGS) $(CFLAGS) -c -o $@ $<

# Precision, recall and worst misses of the search for duplicates on the
# labelled projects; figures, not a test.
MEASURE_FILES ?= $(filter-out %_pairs.psv %_splits.psv,$(wildcard testdata/audit/duplicates/*.psv))
.PHONY: check-duplicates
check-duplicates: $(BUILD)/tests/measure_duplicates
	$(Q)$< $(MEASURE_FLAGS) $(MEASURE_FILES)

# Time, memory and growth of the same search at rising sizes.
.PHONY: bench-duplicates
bench-duplicates: $(BUILD)/tests/bench_duplicates
	$(Q)$< 10000 100000 1000000

$(BUILD)/tests/measure_duplicates $(BUILD)/tests/bench_duplicates: \
  $(BUILD)/tests/%: $(BUILD)/tests/audit/%.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# An independent reading of the rules against the program, outcome by outcome
# over random projects: ORACLE_FLAGS="--seed 7 --projects 9000".
.PHONY: check-oracle
check-oracle: $(BUILD)/tests/judge_rows
	$(Q)python3 tests/audit/oracle.py --driver $< $(ORACLE_FLAGS)

$(BUILD)/tests/judge_rows: $(BUILD)/tests/audit/judge_rows.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

clean:
	$(Q)rm -rf $(BUILD) $(BUILD)-*

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# Cell by cell against other readers, over HECHA_CORPUS (a folder of anyone's
# workbooks, not part of the project) and our own.
.PHONY: check-corpus
check-corpus: $(BUILD)/tests/book/dump_book
	$(Q)python=/usr/bin/python3; [ -x $$python ] || python=python3; \
	  [ -d "$(HECHA_CORPUS)" ] || echo '注意：没有设置 HECHA_CORPUS，只比对 testdata  NO CORPUS: set HECHA_CORPUS' >&2; \
	  $$python tests/book/compare_readers.py --dump $< --formats xlsx,xlsm,xls --own testdata $(HECHA_CORPUS)

$(BUILD)/tests/book/dump_book: $(BUILD)/tests/book/dump_book.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Marks any workbook of HECHA_CORPUS and testdata/book and compares packages.
.PHONY: check-marks
check-marks: $(BUILD)/tests/report/mark_any
	$(Q)/usr/bin/python3 tests/report/compare_packages.py --mark $< testdata/book $(HECHA_CORPUS)

$(BUILD)/tests/report/mark_any: $(BUILD)/tests/report/mark_any.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Reading against the inflate alone, with libdeflate and openpyxl where they
# are; the bench makes its own workbooks under build/bench.
.PHONY: bench-read
.PRECIOUS: $(BUILD)/tests/bench/%.o
bench-read: $(BUILD)/tests/bench/read $(BUILD)/tests/bench/make_ledger
	$(Q)python=/usr/bin/python3; [ -x $$python ] || python=python3; \
	  $$python tests/bench/run_read.py $^ $(BUILD)/bench

# Understanding a ledger of 100,000 × 20 against reading it, in one process.
.PHONY: bench-map
bench-map: $(BUILD)/tests/bench/map $(BUILD)/tests/bench/make_books
	$(Q)rm -rf $(BUILD)/bench/map && mkdir -p $(BUILD)/bench && \
	  $(BUILD)/tests/bench/make_books $(BUILD)/bench/map 1 100000 20 && \
	  $< $(BUILD)/bench/map/*.xlsx

$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# ---- sanitizers and fuzzing -----------------------------------------------

# Make would take objects of targets made by chained rules for scratch files.
.SECONDARY:
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
# A window of 128 bytes for XML: what a test reads is then cut almost everywhere.
SANITIZE := -DHECHA_SANITIZED -DHECHA_XML_WINDOW=128 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

# Every test and every fuzzing seed under AddressSanitizer and UBSan, whose
# instrumentation makes gcc see values that were never set.
.PHONY: check-sanitize fuzz
check-sanitize: deps
	$(Q)LSAN_OPTIONS=suppressions=$(abspath .ci/leaks-of-others):print_suppressions=0 \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)-sanitize \
	  CFLAGS='-O1 -g $(SANITIZE)' \
	  LDFLAGS='$(filter -f%,$(SANITIZE))' check-run replay-run

.PHONY: replay-run
replay-run: $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/replay_%)
	$(Q)for t in $(FUZZ_TARGETS); do ASAN_OPTIONS=fast_unwind_on_malloc=0 \
	  $(BUILD)/tests/fuzz/replay_$$t testdata/fuzz/$$t testdata/book testdata/report || exit 1; done

$(BUILD)/tests/fuzz/replay_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/file.o $(BUILD)/tests/fuzz/package.o \
                              $(BUILD)/tests/fuzz/replay.o $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# make fuzz TIME=60 runs every target for so many seconds; FUZZ="book value"
# picks some.  What it finds is written to testdata/fuzz/TARGET/.  libgsf leaks
# on damaged directories, so leaks of `book` are looked for in replay-run only.
# No target may start itself as the child that reads old .xls: it is marked one.
TIME ?= 60
FUZZ ?= $(FUZZ_TARGETS)
fuzz:
	$(Q)sh .ci/install-packages clang libclang-rt-14-dev $(DEB_BUILD)
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)-fuzz CC=clang \
	  CFLAGS='-O1 -g -DHECHA_XML_WINDOW=128 -DHECHA_SANITIZED -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
	  LDFLAGS='-fsanitize=fuzzer,address,undefined' fuzz-run

.PHONY: fuzz-run
fuzz-run: $(FUZZ:%=$(BUILD)/tests/fuzz/fuzz_%)
	$(Q)for t in $(FUZZ); do mkdir -p testdata/fuzz/$$t $(BUILD)/corpus/$$t; \
	  leaks=1; [ $$t != book ] || leaks=0; \
	  words=; [ ! -e testdata/fuzz/$$t.dict ] || words=-dict=testdata/fuzz/$$t.dict; \
	  echo "== $$t"; HECHA_FREEXL_CHILD=1 ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=$$leaks $(BUILD)/tests/fuzz/fuzz_$$t \
	    -detect_leaks=$$leaks $$words -max_total_time=$(TIME) -rss_limit_mb=4096 -timeout=120 -print_final_stats=1 -verbosity=0 \
	    -artifact_prefix=testdata/fuzz/$$t/ $(BUILD)/corpus/$$t testdata/fuzz/$$t || exit 1; done

$(BUILD)/tests/fuzz/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/file.o $(BUILD)/tests/fuzz/package.o \
                            $(BUILD)/libhecha.a
	@echo '  LINK  $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

include tests/targets.mk tests/faults.mk .packaging/targets.mk

# ---- speed -------------------------------------------------------------------
# `make bench` measures a county's quarter and a province's one workbook against
# peers; smaller: BOOKS=50, PROVINCE=1000.  A nation: `make bench-growth` with
# 10,000, 100,000 and GROWTH="20 200 2000" 1,000,000 projects.
BOOKS ?= 500
ROWS ?= 60
COLUMNS ?= 40
PROVINCE ?= 100000
ROUNDS ?= 3
BENCH := $(BUILD)/tests/bench
.PHONY: bench bench-growth bench-quick
bench: $(BUILD)/hecha $(BENCH)/read $(BENCH)/phases $(BENCH)/make_books
	$(Q)county=$(BUILD)/bench/county-$(BOOKS)-$(ROWS)-$(COLUMNS); \
	  province=$(BUILD)/bench/province-$(PROVINCE)-$(COLUMNS); \
	  [ -d $$county ] || $(BENCH)/make_books $$county $(BOOKS) $(ROWS) $(COLUMNS); \
	  [ -d $$province ] || $(BENCH)/make_books $$province 1 $(PROVINCE) $(COLUMNS); \
	  python=/usr/bin/python3; [ -x $$python ] || python=python3; \
	  $$python tests/bench/run_bench.py $(BUILD)/hecha $(BENCH) $(ROUNDS) $$county $$province

# Sizes in books of 500 projects; the exponent should be 1.
GROWTH ?= 20 200
bench-growth: $(BUILD)/hecha $(BENCH)/make_books
	$(Q)python=/usr/bin/python3; [ -x $$python ] || python=python3; \
	  $$python tests/bench/run_growth.py $(BUILD)/hecha $(BENCH)/make_books $(BUILD)/bench $(GROWTH)

# Instructions of a small fixed audit, step by step, against committed figures:
# guards against what no one notices on a fast machine.
bench-quick: $(BENCH)/phases $(BENCH)/make_books
	$(Q)sh tests/bench/quick.sh $(BENCH) $(BUILD)/bench
