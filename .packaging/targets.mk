# make install, uninstall, dist, deb; included by the Makefile.  The program
# carries its data, so an installation is one file and its papers.

DOC      := $(PREFIX)/share/doc/hecha
MAN      := $(PREFIX)/share/man
INSTALL  ?= install
# What a county copies and changes.
EXAMPLES := $(filter-out templates/schema/% templates/words.ini templates/rarity.tsv \
             templates/header_weights.tsv,$(TEMPLATES))

.PHONY: papers install uninstall dist deb
papers: $(BUILD)/papers/hecha.1 $(BUILD)/papers/hecha.zh_CN.1 $(BUILD)/papers/hecha.bash

# Written by the program from its own tables; HECHA_RUN runs it where it was
# built for another machine (HECHA_RUN="qemu-aarch64 -L /usr/aarch64-linux-gnu").
$(BUILD)/papers/hecha.1: PAPER := en
$(BUILD)/papers/hecha.zh_CN.1: PAPER := zh
$(BUILD)/papers/hecha.bash: PAPER := bash
$(BUILD)/papers/%: $(BUILD)/hecha
	@mkdir -p $(@D)
	$(Q)$(HECHA_RUN) $(BUILD)/hecha --manual $(PAPER) > $@.new && mv $@.new $@

install: $(BUILD)/hecha papers
	$(Q)$(INSTALL) -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(MAN)/man1' '$(DESTDIR)$(MAN)/zh_CN/man1' \
	  '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' '$(DESTDIR)$(PREFIX)/share/applications' \
	  '$(DESTDIR)$(DOC)/examples/rules' '$(DESTDIR)$(DOC)/schema' '$(DESTDIR)$(DOC)/testdata/readme'
	$(Q)$(INSTALL) -m 755 $(BUILD)/hecha '$(DESTDIR)$(PREFIX)/bin/hecha'
	$(Q)$(INSTALL) -m 644 $(BUILD)/papers/hecha.1 '$(DESTDIR)$(MAN)/man1/hecha.1'
	$(Q)$(INSTALL) -m 644 $(BUILD)/papers/hecha.zh_CN.1 '$(DESTDIR)$(MAN)/zh_CN/man1/hecha.1'
	$(Q)$(INSTALL) -m 644 $(BUILD)/papers/hecha.bash '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/hecha'
	$(Q)$(INSTALL) -m 644 .packaging/hecha.desktop '$(DESTDIR)$(PREFIX)/share/applications/hecha.desktop'
	$(Q)$(INSTALL) -m 644 README.md CHANGELOG.md LICENSE '$(DESTDIR)$(DOC)'
	$(Q)$(INSTALL) -m 644 testdata/readme/*.png '$(DESTDIR)$(DOC)/testdata/readme'
	$(Q)$(INSTALL) -m 644 templates/schema/*.json '$(DESTDIR)$(DOC)/schema'
	$(Q)for f in $(EXAMPLES:templates/%=%); do \
	  $(INSTALL) -m 644 templates/$$f '$(DESTDIR)$(DOC)/examples/'$$f || exit 1; done

uninstall:
	$(Q)rm -f '$(DESTDIR)$(PREFIX)/bin/hecha' '$(DESTDIR)$(MAN)/man1/hecha.1' \
	  '$(DESTDIR)$(MAN)/zh_CN/man1/hecha.1' \
	  '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/hecha' \
	  '$(DESTDIR)$(PREFIX)/share/applications/hecha.desktop'
	$(Q)rm -rf '$(DESTDIR)$(DOC)'

# What git has committed; in an unpacked tarball, what stands there.
DIST := hecha-$(VERSION)
dist:
	@mkdir -p $(BUILD)
	$(Q)if [ -e .git ]; then \
	  git archive --format=tar --prefix='$(DIST)/' HEAD; \
	else \
	  tar --exclude='./build*' --exclude='*/__pycache__' --sort=name --owner=0 --group=0 \
	    --transform='s,^\.,$(DIST),' -cf - .; \
	fi | gzip -9n > $(BUILD)/$(DIST).tar.gz
	@echo '$(BUILD)/$(DIST).tar.gz'

# A Debian package of this machine's kind, hardened as Debian does.
deb:
	$(Q)sh .ci/install-packages $(DEB_BUILD) dpkg-dev
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)-deb PREFIX=/usr \
	  CFLAGS="$$(DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get CFLAGS) $$(dpkg-buildflags --get CPPFLAGS)" \
	  LDFLAGS="$$(DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get LDFLAGS) -pie" \
	  DESTDIR='$(abspath $(BUILD)-deb)/root' install
	$(Q)sh .packaging/make-deb $(VERSION) $(BUILD)-deb $(BUILD)
