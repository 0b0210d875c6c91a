#!/usr/bin/python3
"""Very many people change at one moment, parts die on the way, and somebody is disabled meanwhile.

    crowd_run.py                       # 2,000 people
    MODEL_CROWD=10000 crowd_run.py     # half a minute
    MODEL_CROWD=100000 chrt -f 1 crowd_run.py   # some minutes; without chrt on a machine that nobody else uses

Printed: how long it took, the memory of agent and tenant, and how long the one who was disabled waited.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

import ldap

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tenant_view import Unavailable  # noqa: E402
from world import ROOT, World, until  # noqa: E402

CROWD = int(os.environ.get("MODEL_CROWD", "2000"))
PATIENCE_SECONDS = 120 + CROWD / 50
SAMPLED = 40  # people of the crowd who are looked at on the way
# In the domain controller's own database, since one modification after another over LDAP is no moment; a process of its own, which has
# the database open no longer than it must.
CHANGE_ALL = """
import sys
sys.path.insert(0, sys.argv[1])
import ldb, crowd, population
from environment import Environment
from pathlib import Path
site = Environment.load(Path(sys.argv[2])).site
sam = population.open_sam(site, [f"lmdb_env_size:{(1 << 30) + int(sys.argv[3]) * 12288}"])
sam.transaction_start()
for number in range(int(sys.argv[3])):
    message = ldb.Message(ldb.Dn(sam, crowd.dn(number, site.domain.base_dn)))
    message["department"] = ldb.MessageElement(sys.argv[4], ldb.FLAG_MOD_REPLACE, "department")
    sam.modify(message)
sam.transaction_commit()
"""


class Crowd(World):
    up = ("--crowd", str(CROWD), "--limits", "high")

    def test_everybody_changes_at_once(self) -> None:
        began = time.monotonic()
        until(lambda: self._told("Department before") is not None and self._whole(), "everybody is there", PATIENCE_SECONDS)
        print(f"{CROWD} people more: there after {time.monotonic() - began:.0f} s", flush=True)
        self.memory = {}
        began = time.monotonic()
        self._change_all("all changed")
        changed = time.monotonic()
        print(f"the change itself took {changed - began:.0f} s", flush=True)

        time.sleep(min(2.0, CROWD / 5000))
        self._kill("connect", "while it reads")
        until(lambda: 0 < (self._told("all changed") or 0), "the first are told", PATIENCE_SECONDS)
        print(f"the first told {time.monotonic() - changed:.0f} s after the change", flush=True)
        self._look_at_memory("when the first are told")
        self.env("kill", "tenant")
        self.env("restart", "tenant")
        urgent = self._disable("user0030")
        waited = urgent.wait(PATIENCE_SECONDS)
        share = self._told("all changed")
        print(f"who was disabled meanwhile was so after {waited:.1f} s; {share} of {SAMPLED} others were told by then", flush=True)
        self._kill("connect", "while it tells")
        until(lambda: self._told("all changed") == SAMPLED, "everybody is told", PATIENCE_SECONDS)
        print(f"told {time.monotonic() - changed:.0f} s after the change, with two kills of the agent and one of the tenant", flush=True)
        self.wait_until_equal("everybody has changed", seconds=PATIENCE_SECONDS)
        self._look_at_memory("at the end")
        for part, highest in self.memory.items():
            print(f"memory of {part}, highest: " + ", ".join(f"{what} {kib / 1024:.0f} MB" for what, kib in highest.items()), flush=True)

    def _change_all(self, department: str) -> None:
        tools = str(ROOT / "tools/env")
        subprocess.run([sys.executable, "-c", CHANGE_ALL, tools, str(self.folder), str(CROWD), department], check=True)

    def _told(self, department: str) -> int | None:
        """How many of the sampled people have this department; None: not all are there."""
        step = max(1, CROWD // SAMPLED)
        count = 0
        for number in range(0, step * SAMPLED, step):
            name = f"crowd{number:06d}@{self.variables['AD_DOMAIN']}"
            try:
                person = self.tenant.get(f"/beta/users/{name}?$select=department", absent=404)
            except Unavailable:
                return None
            if person is None:
                return None
            count += person["department"] == department
        return count

    def _whole(self) -> bool:
        kept = json.loads((Path(self.variables["CONNECT_STATE_DIR"]) / "sync.json").read_text())
        return kept["check_in"]["state"] == "idle"

    def _disable(self, account: str) -> "Urgent":
        found = self.directory.search_s(f"OU=People,{self.base}", ldap.SCOPE_SUBTREE, f"(sAMAccountName={account})", ["cn"])
        self.directory.modify_s(found[0][0], [(ldap.MOD_REPLACE, "userAccountControl", [b"514"])])
        return Urgent(self.tenant, f"{account}@{self.variables['AD_DOMAIN']}")

    def _kill(self, part: str, when: str) -> None:
        self._look_at_memory(when)
        self.env("kill", part)
        self.env("restart", part, "--no-wait")

    def _look_at_memory(self, when: str) -> None:
        for part in ("connect", "tenant"):
            pid = json.loads((self.folder / f"run/{part}.json").read_text())["pid"]
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmHWM"):
                    self.memory.setdefault(part, {})[when] = int(line.split()[1])


class Urgent:
    def __init__(self, tenant, name: str):
        self._tenant, self._name = tenant, name
        self._began = time.monotonic()

    def wait(self, seconds: float) -> float:
        path = f"/v1.0/users/{self._name}?$select=accountEnabled"
        until(lambda: self._tenant.get(path)["accountEnabled"] is False, f"{self._name} is disabled", seconds)
        return time.monotonic() - self._began


if __name__ == "__main__":
    unittest.main()
