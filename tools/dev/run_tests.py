#!/usr/bin/python3
"""Runs the tests, tier by tier, quick ones first, and ends with one line: N passed, N failed.

Each tier builds what it needs. A tier that breaks (does not build, crashes) counts as a failure, and the others still run.
"""
import argparse
import concurrent.futures
import contextlib
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENV = [sys.executable, str(ROOT / "tools/env/env.py")]
# Built and run under the thread sanitizer: what has threads. The rest is pure and runs under the address sanitizer; what the core's
# classes do on several threads, the programs and their tests do with them.
WITH_THREADS = ["tilbage-tenant", "tilbage-connect", "tilbage_base_test", "tilbage_http_test", "tilbage_curl_test", "tilbage_sql_test",
                "tilbage_ldap_test", "tilbage_smpp_test", "tilbage_tenant_test", "tilbage_connect_test", "contract_directory_test",
                "integration_tenant_test"]
# Binaries and files of tests run side by side, each with an environment of its own; most of their time is waiting.
AT_ONCE = 2
# A hung test must not hold up everything.
LIMIT_SECONDS = 900


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.names = []
        self.lock = threading.Lock()

    def add(self, name, passed, failed):  # from any thread
        with self.lock:
            self.passed += passed
            self.failed += failed
            if failed:
                self.names.append(name)


def run(command, env=None, cwd=ROOT, limit=LIMIT_SECONDS):
    """The exit code and everything printed."""
    try:
        done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=limit)
        return done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired as late:
        return 124, (late.stdout or b"").decode(errors="replace") + f"\ngiven up after {limit} s\n"


def sum_of(pattern, text):
    return sum(int(number) for number in re.findall(pattern, text, re.MULTILINE))


def gtest_counts(text):
    return sum_of(r"^\[  PASSED  \] (\d+) test", text), sum_of(r"^ ?(\d+) FAILED TEST", text)


def node_counts(text):
    return sum_of(r"^# pass (\d+)", text), sum_of(r"^# fail (\d+)", text) + sum_of(r"^# cancelled (\d+)", text)


def unittest_counts(text):
    failed = sum_of(r"(?:failures|errors)=(\d+)", text)
    return sum_of(r"^Ran (\d+) test", text) - failed, failed


def check(count, name, command, counts=None, **options):
    """One command: its own counts when it prints them, else one test. A non-zero exit is never a pass."""
    began = time.monotonic()
    code, text = run(command, **options)
    passed, failed = counts(text) if counts else (int(code == 0), 0)
    if code != 0 and failed == 0:
        failed = 1
    if code == 0 and passed == 0:
        failed = 1
        text += "\nno test ran\n"
    count.add(name, passed, failed)
    print(f"{'ok    ' if not failed else 'FAILED'} {name}: {passed} passed, {failed} failed "
          f"({time.monotonic() - began:.1f} s)", flush=True)
    if failed:
        print("\n".join("    " + line for line in told(text)), flush=True)
    return not failed


def told(text):
    """What a person needs of the output: every failed test and every sanitizer's report with what it says, then the end."""
    lines = text.splitlines()
    blocks = []
    for number, line in enumerate(lines):
        if re.match(r"\s*not ok \d", line):
            end = next((at for at in range(number, min(number + 60, len(lines))) if lines[at].strip() == "..."), number + 60)
            blocks += lines[number : end + 1]
        elif re.match(r"\[  FAILED  \] .*\(\d+ ms\)$", line):
            begin = next((at for at in range(number, max(number - 60, 0), -1) if lines[at].startswith("[ RUN")), number)
            blocks += lines[begin : number + 1]
        elif re.search(r"(ERROR: \w+Sanitizer|WARNING: ThreadSanitizer|runtime error:)", line):
            blocks += lines[number : number + 30]
    lines = [line for line in lines if not re.match(r"\[( RUN  |       OK )", line)]
    return blocks[:400] + (["[…]"] if blocks else []) + lines[-(30 if blocks else 80) :]


def build(count, preset):
    (ROOT / "build").mkdir(exist_ok=True)
    targets = WITH_THREADS if preset == "tsan" else []
    return check(count, f"build {preset}", ["./dev", "build", preset, *targets], limit=3000)


def test_binaries(preset):
    folder = ROOT / "build" / preset / "bin"
    return sorted(file for file in folder.glob("*_test") if not file.name.startswith(("contract_", "integration_")))


@contextlib.contextmanager
def directory():
    """The environment variables of a domain controller with sample people, and nothing else running."""
    folder = tempfile.mkdtemp(prefix="tilbage-test-")
    try:
        subprocess.run([*ENV, "up", folder, "--dc-only"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        text = subprocess.run(["bash", "-c", f"set -a; . '{folder}/env'; env -0"], check=True, stdout=subprocess.PIPE).stdout
        yield dict(line.split("=", 1) for line in text.decode().split("\0") if "=" in line)
    finally:
        subprocess.run([*ENV, "down", folder], check=False, cwd=ROOT, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def lint(count):
    check(count, "format", ["bash", "-c", "tools/dev/sources.sh | xargs clang-format-19 --dry-run --Werror"])
    check(count, "layers", [sys.executable, "tools/layers/check_layers.py"])
    check(count, "named tests", [sys.executable, "tools/dev/check_named_tests.py"])


def side_by_side(jobs):
    """Calls each, AT_ONCE at a time, in their order; what breaks in one is raised after the others ended."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


def unit_jobs(count, preset):
    return [functools.partial(check, count, f"{preset} {binary.name}", [str(binary)], gtest_counts, env=sanitizer_options())
            for binary in test_binaries(preset)]


def unit(count, preset="release"):
    if build(count, preset):
        side_by_side(unit_jobs(count, preset))


def contract(count, preset="release"):
    binaries = sorted((ROOT / "build" / preset / "bin").glob("contract_*_test"))
    with directory() as variables:
        for binary in binaries:
            check(count, f"{preset} {binary.name}", [str(binary)], gtest_counts,
                  env={**variables, **sanitizer_options(), "TILBAGE_REQUIRE_DIRECTORY": "1"})


def tools(count):
    for folder in sorted((ROOT / "tools").glob("*/tests")):
        check(count, f"tools {folder.parent.name}",
              [sys.executable, "-m", "unittest", "discover", "-s", str(folder)], unittest_counts)


def web(count):
    if check(count, "web build and types", ["./dev", "build"], limit=2400):
        check(count, "web", ["bash", "-c", "node --test --test-reporter=tap tests/*.test.mjs"], node_counts, cwd=ROOT / "web")


def node_jobs(count, name, preset="release"):
    files = sorted((ROOT / "tests" / name).glob("*.test.mjs"))
    binaries = ROOT / "build" / preset / "bin"

    def run_file(file):
        check(count, f"{name} {file.name} ({preset})", ["node", "--test", "--test-reporter=tap", str(file)], node_counts,
              env={"TILBAGE_BIN": str(binaries), **sanitizer_options()}, limit=1800)

    return [functools.partial(run_file, file) for file in files]


def model(count):
    files = sorted((ROOT / "tests/model").glob("*_test.py"))
    binaries = ROOT / "build/release/bin"

    def run_file(file):
        check(count, f"model {file.name}", [sys.executable, str(file)], unittest_counts, env={"TILBAGE_BIN": str(binaries)})

    side_by_side(functools.partial(run_file, file) for file in files)


def integration_jobs(count, preset="release"):
    binaries = sorted((ROOT / "build" / preset / "bin").glob("integration_*_test"))
    return [functools.partial(check, count, f"{preset} {binary.name}", [str(binary)], gtest_counts,
                              env={"TILBAGE_BIN": str(binary.parent), **sanitizer_options()})
            for binary in binaries] + node_jobs(count, "integration", preset)


def sanitizer_options():
    return {
        "ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0",
        "UBSAN_OPTIONS": "print_stacktrace=1",
        "TSAN_OPTIONS": f"halt_on_error=0:exitcode=66:suppressions={ROOT}/tests/tsan.supp",
        "ASAN_SYMBOLIZER_PATH": "/usr/bin/llvm-symbolizer-19",
        "TSAN_SYMBOLIZER_PATH": "/usr/bin/llvm-symbolizer-19",
    }


def sanitized(count, preset):
    if build(count, preset):
        # The longest first.
        side_by_side([*integration_jobs(count, preset), lambda: contract(count, preset), *unit_jobs(count, preset)])


TIERS = {
    "lint": lint,
    "unit": unit,
    "contract": contract,
    "tools": tools,
    "web": web,
    "integration": lambda count: side_by_side(integration_jobs(count)),
    "scenario": lambda count: side_by_side(node_jobs(count, "scenario")),
    "fault": lambda count: side_by_side(node_jobs(count, "fault")),
    "model": model,
    "asan": lambda count: sanitized(count, "asan"),
    "tsan": lambda count: sanitized(count, "tsan"),
}
NEED_RELEASE = {"contract", "tools", "integration", "scenario", "fault", "model"}
# They start domain controllers, whose ports only root may open.
NEED_ROOT = NEED_RELEASE | {"asan", "tsan"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tiers", nargs="*", metavar="TIER", help=" ".join(TIERS))
    chosen = parser.parse_args().tiers or list(TIERS)
    for tier in chosen:
        if tier not in TIERS:
            parser.error(f"no tier '{tier}'; there are: {' '.join(TIERS)}")
    if os.geteuid() != 0 and NEED_ROOT & set(chosen):
        parser.error(f"domain controllers are started, whose ports only root may open. Run it as root: sudo ./dev test; "
                     f"without: ./dev test {' '.join(tier for tier in chosen if tier not in NEED_ROOT) or 'lint unit web'}")
    count = Count()
    began = time.monotonic()
    if NEED_RELEASE & set(chosen) and "unit" not in chosen:
        build(count, "release")
    for tier in chosen:
        print(f"== {tier}", flush=True)
        try:
            TIERS[tier](count)
        except (OSError, subprocess.SubprocessError) as broken:
            print(f"FAILED {tier}: {broken}", flush=True)
            count.add(tier, 0, 1)
    print(f"took {time.monotonic() - began:.0f} s")
    if count.names:
        print("failed: " + ", ".join(count.names))
    print(f"{count.passed} passed, {count.failed} failed")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
