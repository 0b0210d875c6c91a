"""A whole environment, and whether its tenant equals its directory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import ldap

import expectation
from comparison import differences
from tenant_view import TenantView, Unavailable

ROOT = Path(__file__).resolve().parents[2]
ENV = [sys.executable, str(ROOT / "tools/env/env.py")]
SETTINGS = "/v1.0/directory/onPremisesSynchronization"
PATIENCE_SECONDS = 20  # until the tenant equals the directory; a killed domain controller takes the longest


class World(unittest.TestCase):
    """One environment for each test."""

    up: tuple[str, ...] = ()  # further options of `env.py up`

    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory(prefix="tilbage-model-")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name) / "env"
        self.addCleanup(self._keep)
        self.addCleanup(lambda: subprocess.run([*ENV, "down", str(self.folder)], check=False, stdout=subprocess.DEVNULL))
        subprocess.run([*ENV, "up", str(self.folder), *self.up, "--while-pid", str(os.getpid())], check=True, stdout=subprocess.DEVNULL)
        exported = subprocess.run(["bash", "-c", f"set -a; . '{self.folder}/env'; env -0"], check=True, stdout=subprocess.PIPE).stdout
        self.variables = dict(line.split("=", 1) for line in exported.decode().split("\0") if "=" in line)
        self.directory = self.connect()
        self.base = self.variables["AD_BASE_DN"]
        self.choose("OU=People", "OU=Groups")
        self.tenant = TenantView(self.variables)

    def choose(self, *units: str) -> None:
        """What the agent's scope is expected to be from now on: units by the names that they have now."""
        self.included = {expectation.guid_of(self.directory, f"{name},{self.base}") for name in units}

    def let_all_removals_through(self) -> None:
        [settings] = self.tenant.get(SETTINGS)["value"]
        off = {"synchronizationPreventionType": "disabled", "alertThreshold": 0}
        self.tenant.call("PATCH", f"{SETTINGS}/{settings['id']}", {"configuration": {"accidentalDeletionPrevention": off}})

    def env(self, verb: str, *arguments: str) -> None:
        subprocess.run([*ENV, verb, str(self.folder), *arguments], check=True, stdout=subprocess.DEVNULL)

    def expected(self) -> expectation.Expected:
        return expectation.read(self.directory, self.base, self.variables["AD_DOMAIN"], self.included)

    def wait_until_equal(self, told: str = "", seconds: float = PATIENCE_SECONDS) -> float:
        """How long it took, in seconds."""
        began = time.monotonic()
        found = ["nothing was compared"]
        while time.monotonic() - began < seconds:
            try:
                found = differences(self.expected(), self.tenant, self.variables["TILBAGE_TENANT"])
            except ldap.SERVER_DOWN:
                self.directory = self.connect()
                continue
            except Unavailable as lost:
                found = [f"the tenant does not answer: {lost}"]
            if not found:
                return time.monotonic() - began
            time.sleep(0.05)
        self.tell_logs()
        self.fail("\n".join([f"the tenant differs after {seconds} s", told, "", *found[:40]]))

    def tell_logs(self) -> None:
        for name in ("connect", "tenant"):
            log = (self.folder / f"log/{name}.log").read_text(errors="replace").splitlines()
            print(f"--- {name}", *log[-15:], sep="\n", flush=True)

    def connect(self):
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            connection = ldap.initialize(self.variables["AD_LDAPS"])
            connection.set_option(ldap.OPT_X_TLS_CACERTFILE, self.variables["AD_CA"])
            connection.set_option(ldap.OPT_X_TLS_NEWCTX, 0)
            connection.set_option(ldap.OPT_REFERRALS, 0)
            try:
                connection.simple_bind_s(self.variables["AD_ADMIN_DN"], self.variables["AD_ADMIN_PASSWORD"])
                return connection
            except ldap.SERVER_DOWN:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def _keep(self) -> None:
        """MODEL_KEEP=DIR keeps the folder of a run that failed."""
        kept = os.environ.get("MODEL_KEEP")
        outcome = self._outcome.result if hasattr(self._outcome, "result") else None
        if kept and outcome is not None and (outcome.failures or outcome.errors):
            subprocess.run(["cp", "-a", str(self.folder), kept], check=False)


def until(check, what: str, seconds: float = PATIENCE_SECONDS):
    """Waits until `check()` gives something truthy, and gives that. A tenant that is away just then is asked again."""
    end = time.monotonic() + seconds
    while True:
        try:
            if value := check():
                return value
        except Unavailable:
            pass
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not in {seconds} s")
        time.sleep(0.05)
