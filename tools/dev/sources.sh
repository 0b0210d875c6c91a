#!/usr/bin/env bash
# The C++ files that are formatted and linted.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." && git ls-files --cached --others --exclude-standard 'src/*.h' 'src/*.cpp' 'tests/*.h' 'tests/*.cpp'
