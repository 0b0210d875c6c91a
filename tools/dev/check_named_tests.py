#!/usr/bin/python3
"""Whether every test that docs/asvs.md names exists: `Suite.Test` in C++, and after a *.test.mjs file the names in quotes."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs/asvs.md"


def cpp_tests():
    found = set()
    for folder in ("src", "tests"):
        for file in (ROOT / folder).rglob("*.cpp"):
            text = file.read_text(errors="replace")
            found |= {f"{suite}.{name}" for suite, name in re.findall(r"^(?:TYPED_)?TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", text, re.MULTILINE)}
    return found


def missing(text):
    there = cpp_tests()
    for name in re.findall(r"`([A-Z]\w+\.[A-Z]\w+)`", text):
        if name not in there:
            yield f"{name} is no test"
    # A file, and every quoted name until the next file or the end of the cell.
    for path, rest in re.findall(r"((?:web/)?tests/[\w/]*\.test\.mjs)((?:(?!(?:web/)?tests/[\w/]*\.test\.mjs)[^|\n])*)", text):
        file = ROOT / path
        source = file.read_text() if file.exists() else ""
        names = re.findall(r'"([^"]+)"', rest)
        if not names:
            yield f"{path}: no test of it is named"
        for name in names:
            if name not in source:
                yield f"{path}: no test is called “{name}”"


def main():
    mistakes = list(missing(DOCUMENT.read_text()))
    for mistake in mistakes:
        print(f"{DOCUMENT.relative_to(ROOT)}: {mistake}")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
