#!/usr/bin/env bash
# web/dist from web/ and languages/, when anything in them changed since the last time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../web"

mkdir -p ../build
exec 9>../build/web.lock # two commands at once build one after the other
flock 9

print_of() { find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum; }
packages=$(print_of package.json package-lock.json)
if [ "$(cat node_modules/.tilbage-stamp 2>/dev/null)" != "$packages" ]; then
    npm ci --no-audit --no-fund --loglevel=error
    echo "$packages" >node_modules/.tilbage-stamp
fi
sources=$(find . ../languages -path ./node_modules -prune -o -path ./dist -prune -o -path ./generated -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
if [ "$(cat dist/.tilbage-stamp 2>/dev/null)" != "$sources" ]; then
    npm run --silent build
    echo "$sources" >dist/.tilbage-stamp
fi
