"""Holds the records of an output folder to templates/schema/.  Knows the part
of JSON Schema that those four files use and refuses any other.
Usage: check_schema.py DIR SCHEMA-DIR"""
import json
import os
import re
import sys

TYPES = {"object": dict, "array": list, "string": str, "number": (int, float), "integer": int,
         "boolean": bool, "null": type(None)}
IGNORED = {"$schema", "$id", "title", "description", "format", "$defs"}


def is_type(value, name):
    if isinstance(value, bool) and name != "boolean":
        return False
    return isinstance(value, TYPES[name])


class Schema:
    def __init__(self, root):
        self.root = root

    def errors(self, value, schema, where):
        if "$ref" in schema:
            schema = self.root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        for key, wanted in schema.items():
            if key not in IGNORED:
                yield from getattr(self, "check_" + key)(value, wanted, schema, where)

    def check_type(self, value, wanted, schema, where):
        if not any(is_type(value, name) for name in ([wanted] if isinstance(wanted, str)
                                                     else wanted)):
            yield "%s: %r is not %s" % (where, value, wanted)

    def check_const(self, value, wanted, schema, where):
        if value != wanted:
            yield "%s: %r is not %r" % (where, value, wanted)

    def check_enum(self, value, wanted, schema, where):
        if value not in wanted:
            yield "%s: %r is none of %s" % (where, value, wanted)

    def check_pattern(self, value, wanted, schema, where):
        if isinstance(value, str) and not re.search(wanted, value):
            yield "%s: %r is not like %s" % (where, value, wanted)

    def check_minimum(self, value, wanted, schema, where):
        if is_type(value, "number") and value < wanted:
            yield "%s: %r is below %r" % (where, value, wanted)

    def check_maximum(self, value, wanted, schema, where):
        if is_type(value, "number") and value > wanted:
            yield "%s: %r is above %r" % (where, value, wanted)

    def check_minLength(self, value, wanted, schema, where):
        if isinstance(value, str) and len(value) < wanted:
            yield "%s: %r is too short" % (where, value)

    def check_minItems(self, value, wanted, schema, where):
        if isinstance(value, list) and len(value) < wanted:
            yield "%s: too few" % where

    def check_required(self, value, wanted, schema, where):
        for key in wanted:
            if isinstance(value, dict) and key not in value:
                yield "%s: %s is missing" % (where, key)

    def check_properties(self, value, wanted, schema, where):
        for key, inner in wanted.items():
            if isinstance(value, dict) and key in value:
                yield from self.errors(value[key], inner, where + "." + key)

    def check_additionalProperties(self, value, wanted, schema, where):
        for key in value if isinstance(value, dict) else ():
            if key in schema.get("properties", {}):
                continue
            if wanted is False:
                yield "%s: %s is not foreseen" % (where, key)
            else:
                yield from self.errors(value[key], wanted, where + "." + key)

    def check_items(self, value, wanted, schema, where):
        for i, item in enumerate(value if isinstance(value, list) else ()):
            yield from self.errors(item, wanted, "%s[%d]" % (where, i))

    def check_anyOf(self, value, wanted, schema, where):
        if not any(not list(self.errors(value, inner, where)) for inner in wanted):
            yield "%s: %r fits nothing" % (where, value)


def main():
    folder, schemas = sys.argv[1:]
    wrong, n = [], 0
    for name in ("findings", "ledger", "outcomes", "batch"):
        path = os.path.join(folder, name + (".json" if name == "batch" else ".jsonl"))
        if name == "batch" and not os.path.exists(path):
            continue
        with open(os.path.join(schemas, name + ".schema.json"), encoding="utf-8") as stream:
            schema = Schema(json.load(stream))
        with open(path, encoding="utf-8") as stream:
            texts = [stream.read()] if name == "batch" else stream.read().splitlines()
        for number, text in enumerate(texts, 1):
            n += 1
            wrong += schema.errors(json.loads(text), schema.root, "%s:%d" % (name, number))
    for text in wrong[:20]:
        print(text)
    print("%d objects, %d wrong" % (n, len(wrong)))
    return 1 if wrong or n == 0 else 0


sys.exit(main())
