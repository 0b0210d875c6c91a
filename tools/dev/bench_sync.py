"""`./dev bench sync`: the synchronisation of a whole directory, and of one change, beside the cheapest that does the same work.

Bare is a paged `ldapsearch` of the same attributes over the same LDAPS, as the same account, to /dev/null; of one change the LDAP modify
and a search that sees it. Everything is measured from outside: the tenant's store and API, the kernel's counters of the agent's process
and of its connections.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/env"))

import ldap  # noqa: E402

import crowd  # noqa: E402
import living  # noqa: E402
import product  # noqa: E402
import samba_dc  # noqa: E402
from bench_watch import BareDirSync, Poller, Wire, display_name  # noqa: E402
from environment import Environment  # noqa: E402

FULL_RATIO = 1.5
CHANGE_P99_MS = 800
RESIDENT_MB = 150
FULL_SECONDS = 900
CHANGE_SECONDS = 30
QUIET_SECONDS = 2.0  # nothing has come to the tenant for so long: it is complete
OBJECTS = "(|(objectClass=user)(objectClass=group)(objectClass=organizationalUnit))"


class SyncFault(Exception):
    """Something did not work; the message says what."""


# numbers


def percentile(values: list[float], share: float) -> float:
    """Nearest rank, as the other benches have it."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)] if ordered else 0.0


def samples(milliseconds: list[float], things: int = 1) -> dict:
    """`things` are done in each."""
    return {
        "median_ms": round(statistics.median(milliseconds), 3),
        "p99_ms": round(percentile(milliseconds, 0.99), 3),
        "per_s": round(things * len(milliseconds) / (sum(milliseconds) / 1000), 3),
    }


def row(case: str, ours: list[float], bare: list[float], things: int, notes: str) -> dict:
    mine, theirs = samples(ours, things), samples(bare, things)
    return {
        "case": case,
        "in_flight": 1,
        "ours": mine,
        "bare": theirs,
        "median_ratio": round(mine["median_ms"] / theirs["median_ms"], 3),
        "throughput_ratio": round(mine["per_s"] / theirs["per_s"], 3),
        "notes": notes,
    }


def verdict(target: str, reached: bool) -> str:
    return f"{target}: {'reached' if reached else 'MISSED'}"


# what is asked of the directory


def attributes() -> list[str]:
    """Those that the agent asks for, from its own source, and what a search must name besides."""
    source = (ROOT / "src/core/sync/staged_object.cpp").read_text()
    names = re.findall(r'"([A-Za-z0-9-]+)"', source[source.index("kNames{") :])
    if len(names) < 30:
        raise SyncFault("the list of attributes was not found in src/core/sync/staged_object.cpp")
    return [*names, "objectGUID", "objectClass", "member"]


# one environment with a crowd


class Bench:
    def __init__(self, folder: Path, size: int):
        self.environment = Environment.load(folder)
        self.size = size
        self.product = self.environment.product
        self.site = self.environment.site
        self.tenant_db = folder / "tenant/tenant.db"
        self.kept = folder / "kept"
        self._enrol()

    # the agent's life

    def _enrol(self) -> None:
        """And keeps both states as they are now, to begin from again."""
        self.product.enroll_agent(self.environment.log("connect-enroll"))
        self.environment.stop("tenant")
        for name in ("tenant", "connect"):
            shutil.copytree(self.environment.folder / name, self.kept / name)
        self.environment.start("tenant")

    def begin_again(self) -> None:
        """An agent that knows nothing but its configuration and identity, a tenant without anybody."""
        self.environment.stop("connect")
        self.environment.stop("tenant")
        for name in ("tenant", "connect"):
            shutil.rmtree(self.environment.folder / name)
            shutil.copytree(self.kept / name, self.environment.folder / name)
        self.environment.start("tenant")

    def agent_pid(self) -> int:
        return self.environment.running("connect").pid

    def resident_mb(self) -> float:
        status = Path(f"/proc/{self.agent_pid()}/status").read_text()
        return round(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024, 1)

    def cpu_seconds(self, part: str) -> float:
        fields = Path(f"/proc/{self.environment.running(part).pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def count(self, store: sqlite3.Connection) -> tuple[int, int, int]:
        tables = ("people", "groups", "group_members")
        return tuple(store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)

    def full(self) -> dict:
        """From an agent that starts with nothing to a tenant to which nothing more comes."""
        self.begin_again()
        with contextlib.closing(sqlite3.connect(f"file:{self.tenant_db}?mode=ro", uri=True, timeout=30)) as store:
            began = time.monotonic()
            self.environment.start("connect", wait=False)
            with Wire(self.agent_pid()) as wire:
                ended, counts = self._wait_until_quiet(store, began)
        tenant = urllib.parse.urlsplit(self.product.base_url)
        return {
            "ms": (ended - began) * 1000,
            "people": counts[0],
            "groups": counts[1],
            "memberships": counts[2],
            "resident_mb": self.resident_mb(),
            "cpu_s": {part: round(self.cpu_seconds(part), 2) for part in ("connect", "tenant")},
            "directory_mb": wire.megabytes(f"{self.site.address}:636"),
            "tenant_mb": wire.megabytes(tenant.netloc),
        }

    def _wait_until_quiet(self, store: sqlite3.Connection, began: float) -> tuple[float, tuple[int, int, int]]:
        changed, counts = began, (0, 0, 0)
        while True:
            asked = time.monotonic()
            now = self.count(store)
            answered = time.monotonic()
            if now != counts:
                changed, counts = asked, now
            if counts[0] >= self.size and counts[2] > 0 and asked - changed > QUIET_SECONDS:
                return changed, counts
            if asked - began > FULL_SECONDS:
                raise SyncFault(f"after {FULL_SECONDS} s the tenant has {counts[0]} of {self.size} people; {self.environment.log('connect')}")
            if not self.environment.running("connect"):
                raise SyncFault(f"the agent has ended: see {self.environment.log('connect')}")
            time.sleep(max(0.02, 4 * (answered - asked)))

    # the bare side

    def bare_full(self) -> dict:
        variables = self.environment_variables()
        command = ["ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", "-H", variables["AD_LDAPS"], "-E", "pr=1000/noprompt"]
        command += ["-D", variables["AD_CONNECTOR_DN"], "-w", variables["AD_CONNECTOR_PASSWORD"], "-b", variables["AD_BASE_DN"]]
        command += [OBJECTS, *attributes()]
        env = os.environ | {"LDAPTLS_CACERT": variables["AD_CA"], "LDAPTLS_REQCERT": "demand", "LDAPRC": "/dev/null"}
        began = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, text=True) as search:
            with Wire(search.pid, 0.1) as wire:
                _, error = search.communicate()
        ended = time.monotonic()
        if search.returncode != 0:
            raise SyncFault(f"ldapsearch failed: {error}")
        return {"ms": (ended - began) * 1000, "directory_mb": wire.megabytes(f"{self.site.address}:636")}

    def environment_variables(self) -> dict[str, str]:
        return read_variables(self.environment.folder)

    # one change

    def changes(self, count: int) -> tuple[list[float], list[float]]:
        """Milliseconds from the begin of an LDAP modify until somebody sees it: in the tenant by its API, in the directory by a search."""
        administrator = living.as_administrator(self.site)
        reader = samba_dc.connect(self.site, self.environment_variables()["AD_CONNECTOR_DN"], self.environment_variables()["AD_CONNECTOR_PASSWORD"])
        view = Poller(self.environment_variables())
        ours, bare = [], []
        for turn in range(count):
            number = (turn * 7919) % self.size
            name = crowd.dn(number, self.site.domain.base_dn)
            upn = f"{crowd.account(number)}@{self.site.domain.dns}"
            view.display_name(upn)  # signed in, connected
            ours.append(self._change(administrator, name, f"Seen {turn}", lambda: view.display_name(upn), pause=0.002))
            bare.append(self._change(administrator, name, f"Read {turn}", lambda: display_name(reader, name), pause=0))
            time.sleep(0.05 + 0.037 * (turn % 7))  # not in step with the agent's own polling
        return ours, bare

    def empty_deltas(self, count: int) -> tuple[list[float], list[float]]:
        """Milliseconds to find that nothing of ours has changed, after something else has: a run of the agent by its own clock, and DirSync."""
        administrator = living.as_administrator(self.site)
        variables = self.environment_variables()
        reader = samba_dc.connect(self.site, variables["AD_CONNECTOR_DN"], variables["AD_CONNECTOR_PASSWORD"])
        dirsync = BareDirSync(reader, self.site.domain.base_dn)
        dirsync.read()
        policy = f"CN=strict,CN=Password Settings Container,CN=System,{self.site.domain.base_dn}"
        command = [str(product.binary("tilbage-connect")), "sync", "run", "--json", "--config", str(self.product.connect_config)]
        ours, bare = [], []
        for turn in range(count):
            administrator.modify_s(policy, [(ldap.MOD_REPLACE, "description", [f"Turn {turn}".encode()])])
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
            if done.returncode != 0:
                raise SyncFault("tilbage-connect sync run failed")
            run = json.loads(done.stdout)["run"]
            ours.append(max(run["ended_at"] - run["started_at"], 0.5))  # whole milliseconds are told
            began = time.monotonic()
            dirsync.read()
            bare.append((time.monotonic() - began) * 1000)
        return ours, bare

    def _change(self, administrator, name: str, text: str, look, pause: float) -> float:
        began = time.monotonic()
        administrator.modify_s(name, [(ldap.MOD_REPLACE, "displayName", [text.encode()])])
        while look() != text:
            if time.monotonic() - began > CHANGE_SECONDS:
                raise SyncFault(f"after {CHANGE_SECONDS} s the tenant does not show {text!r} as the name of {name}")
            time.sleep(pause)
        return (time.monotonic() - began) * 1000


def read_variables(folder: Path) -> dict[str, str]:
    text = subprocess.run(["bash", "-c", f"set -a; . '{folder}/env'; env -0"], check=True, stdout=subprocess.PIPE).stdout
    return dict(line.split("=", 1) for line in text.decode().split("\0") if "=" in line)


# the report


def measure(folder: Path, size: int, rounds: int, changes: int) -> dict:
    bench = Bench(folder, size)
    fulls, bares = [], []
    bench.bare_full()  # what the domain controller has to read from its disk once is not compared
    for turn in range(rounds):
        print(f"{size} people, round {turn + 1} of {rounds}", file=sys.stderr)
        bares.append(bench.bare_full())
        fulls.append(bench.full())
        print(f"  ldapsearch {bares[-1]['ms']:.0f} ms, ours {fulls[-1]['ms']:.0f} ms", file=sys.stderr)
    found = {"size": size, "fulls": fulls, "bares": bares}
    for name, do in (("empty", bench.empty_deltas), ("changes", bench.changes)):
        ours, bare = do(changes)
        found[name] = {"ours": ours, "bare": bare}
    return found | {"resident_mb": bench.resident_mb()}


def rows(measured: dict) -> list[dict]:
    size, fulls, bares = measured["size"], measured["fulls"], measured["bares"]
    full = row(f"full import and export, {size}", [one["ms"] for one in fulls], [one["ms"] for one in bares], fulls[-1]["people"], "")
    last = fulls[-1]
    full["notes"] = "; ".join(
        [
            verdict(f"median at most {FULL_RATIO} times ldapsearch", full["median_ratio"] <= FULL_RATIO),
            f"{last['people']} people, {last['groups']} groups, {last['memberships']} memberships",
            f"from the directory {last['directory_mb']['received']} MB (ldapsearch {bares[-1]['directory_mb']['received']} MB)",
            f"to the tenant {last['tenant_mb']['sent']} MB",
            f"processor: agent {last['cpu_s']['connect']} s, tenant {last['cpu_s']['tenant']} s",
        ]
    )
    if not measured["changes"]["ours"]:
        return [full]
    empty = row(f"an empty delta, {size}", measured["empty"]["ours"], measured["empty"]["bare"], 1, "a run of the agent; one DirSync search")
    change = row(f"one change to visible, {size}", measured["changes"]["ours"], measured["changes"]["bare"], 1, "")
    change["notes"] = verdict(f"p99 under {CHANGE_P99_MS} ms", change["ours"]["p99_ms"] < CHANGE_P99_MS)
    return [full, empty, change]


def summary(measured: list[dict]) -> dict:
    """Memory of the agent at each size, and what it grows by with each person."""
    peaks = {one["size"]: one["resident_mb"] for one in measured}
    found = {"agent_peak_mb": peaks}
    if len(peaks) > 1:
        smallest, largest = min(peaks), max(peaks)
        found["growth_kb_per_person"] = round((peaks[largest] - peaks[smallest]) * 1024 / (largest - smallest), 3)
        found["time_growth"] = round(median_full(measured[-1]) / median_full(measured[0]), 2)
        found["size_growth"] = round(largest / smallest, 2)
    return found


def median_full(one: dict) -> float:
    return statistics.median(full["ms"] for full in one["fulls"])


def print_summary(found: dict) -> None:
    for size, peak in found["agent_peak_mb"].items():
        print(f"{f'agent, at most, {size} people':40}{peak:>10.1f} MB  {verdict(f'under {RESIDENT_MB} MB', peak < RESIDENT_MB)}")
    if "time_growth" in found:
        linear = found["time_growth"] <= found["size_growth"] * 1.05
        print(f"{found['size_growth']:g} times the people take {found['time_growth']:g} times as long  {verdict('linear or better', linear)}")
