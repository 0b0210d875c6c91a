#!/usr/bin/env bash
# Formatting, layers, and clang-tidy on what differs from the last commit on the trunk (or on everything: --all).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tools/dev/sources.sh | xargs clang-format-19 --dry-run --Werror
/usr/bin/python3 tools/layers/check_layers.py
/usr/bin/python3 tools/dev/check_named_tests.py
[ -f build/release/compile_commands.json ] || cmake --preset release >/dev/null
# The files that instantiate Boost.Beast are checked by the compiler alone: tidy takes minutes for each.
mapfile -t files < <(if [ "${1:-}" = --all ]; then tools/dev/sources.sh; else git diff --name-only --diff-filter=d HEAD~1 -- 'src/*.cpp' 'tests/*.cpp'; fi |
    grep '\.cpp$' | grep -v '^src/adapters/http/' || true)
[ ${#files[@]} -eq 0 ] || printf '%s\n' "${files[@]}" | xargs -P 2 -n 4 clang-tidy-19 --quiet -p build/release
