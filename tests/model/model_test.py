#!/usr/bin/python3
"""Random things happen in a real directory, and things die in between; after each the tenant equals what a full read says.

    model_test.py [--steps N] [--seed N] [--kill-every N]

Needs the programs (TILBAGE_BIN, or build/release/bin). The seed is printed: the same one makes the same choices again.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import ldap

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from comparison import differences  # noqa: E402
from disturbances import Disturbances  # noqa: E402
import expectation  # noqa: E402
from operations import Operations  # noqa: E402
from tenant_view import TenantView, Unavailable  # noqa: E402

_ENV = [sys.executable, str(HERE.parents[1] / "tools/env/env.py")]
_PATIENCE_SECONDS = 20  # until the tenant equals the directory; a killed domain controller takes the longest
_CHOSEN = random.SystemRandom().randrange(1 << 32)
options = argparse.Namespace(steps=int(os.environ.get("MODEL_STEPS", "120")), seed=int(os.environ.get("MODEL_SEED", _CHOSEN)), kill_every=12)


class Model(unittest.TestCase):
    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory(prefix="tilbage-model-")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name) / "env"
        subprocess.run([*_ENV, "up", str(self.folder), "--while-pid", str(os.getpid())], check=True, stdout=subprocess.DEVNULL)
        self.addCleanup(lambda: subprocess.run([*_ENV, "down", str(self.folder)], check=False, stdout=subprocess.DEVNULL))
        exported = subprocess.run(["bash", "-c", f"set -a; . '{self.folder}/env'; env -0"], check=True, stdout=subprocess.PIPE).stdout
        self.variables = dict(line.split("=", 1) for line in exported.decode().split("\0") if "=" in line)
        self.directory = self._connect()
        base = self.variables["AD_BASE_DN"]
        self.included = {expectation.guid_of(self.directory, f"OU={name},{base}") for name in ("People", "Groups")}
        self.tenant = TenantView(self.variables)
        self.waits: list[float] = []

    def test_the_tenant_equals_the_directory_after_everything(self) -> None:
        print(f"seed {options.seed}, {options.steps} steps", flush=True)
        dice = random.Random(options.seed)
        operations = Operations(self.directory, self.variables["AD_BASE_DN"], self.variables["AD_DOMAIN"], dice)
        disturbances = Disturbances(self.folder, Path(self.variables["CONNECT_STATE_DIR"]), dice)
        self._wait_until_equal(["nothing yet"])
        for step in range(1, options.steps + 1):
            done: list[str] = []
            disturbed = options.kill_every and step % options.kill_every == 0
            for _ in range(dice.choice([1, 1, 1, 2, 5])):
                done.append(self._operate(operations))
            if disturbed:
                done.append(disturbances.one())
                for _ in range(dice.choice([0, 3])):
                    done.append(self._operate(operations))
            self._wait_until_equal(done, counts=not disturbed)
        quick = sorted(self.waits)
        print(f"{len(operations.log)} operations; until the tenant was seen to equal the directory: median {quick[len(quick) // 2]:.2f} s, "
              f"longest {quick[-1]:.2f} s (undisturbed)", flush=True)  # fmt: skip

    def _operate(self, operations: Operations) -> str:
        try:
            return operations.one()
        except ldap.SERVER_DOWN:
            operations._ldap = self.directory = self._connect()
            return operations.one()

    def _wait_until_equal(self, done: list[str], counts: bool = True) -> None:
        began = time.monotonic()
        found: list[str] = ["nothing was compared"]
        while time.monotonic() - began < _PATIENCE_SECONDS:
            try:
                base, domain = self.variables["AD_BASE_DN"], self.variables["AD_DOMAIN"]
                expected = expectation.read(self.directory, base, domain, self.included)
                found = differences(expected, self.tenant, self.variables["TILBAGE_TENANT"])
            except ldap.SERVER_DOWN:
                self.directory = self._connect()
                continue
            except Unavailable as lost:
                found = [f"the tenant does not answer: {lost}"]
            if not found:
                if counts:
                    self.waits.append(time.monotonic() - began)
                return
            time.sleep(0.05)
        self._tell()
        self.fail("\n".join([f"seed {options.seed}: the tenant differs after {_PATIENCE_SECONDS} s", *done, "", *found[:40]]))

    def _tell(self) -> None:
        kept = os.environ.get("MODEL_KEEP")
        if kept:
            subprocess.run(["cp", "-a", str(self.folder), kept], check=False)
        for name in ("connect", "tenant"):
            log = (self.folder / f"log/{name}.log").read_text(errors="replace").splitlines()
            print(f"--- {name}", *log[-15:], sep="\n", flush=True)

    def _connect(self):
        end = time.monotonic() + _PATIENCE_SECONDS
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


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=options.steps)
    parser.add_argument("--seed", type=int, default=options.seed)
    parser.add_argument("--kill-every", type=int, default=options.kill_every, help="0: nothing dies")
    options = parser.parse_args()
    unittest.main(argv=[sys.argv[0]])
