#!/usr/bin/python3
"""The thesaurus without the words that a labelled set taught: what the set would
meet at first sight.

    unlearn_words.py SET.psv BEFORE.ini AFTER.ini [NOW.ini] > without.ini

BEFORE is the thesaurus before the set was first looked at, AFTER the one when
it had been learnt from (git show COMMIT:templates/thesaurus.ini); words that
are new in AFTER and stand in the texts of SET are left out of NOW, by default
templates/thesaurus.ini.
"""
import sys

WORDS = {"对象", "功能", "受众", "技术", "平台", "通用词", "性质", "角色", "组成"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def words(path):
    found = set()
    for line in read(path):
        if "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found |= {key.strip(), *value.split()}
    return found


def texts(path):
    rows = [line.split("|") for line in read(path) if "|" in line and line[0] != "#"]
    return "\n".join(row[1] + "\n" + row[4] for row in rows).lower()


def main():
    path, before, after = sys.argv[1:4]
    now = sys.argv[4] if len(sys.argv) > 4 else "templates/thesaurus.ini"
    text, section = texts(path), ""
    taught = {word for word in words(after) - words(before) if word.lower() in text}
    for line in read(now):
        key, equals, value = line.partition("=")
        if line.startswith("["):
            section = line.strip("[] ")
        elif equals and line[0] != "#" and section == "合称" and key.strip() in taught:
            continue
        elif equals and line[0] != "#" and section in WORDS:
            line = key + "= " + " ".join(w for w in value.split() if w not in taught)
        print(line)


main()
