"""A running environment for a test class, and the few things that tests do with a directory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import ldap  # noqa: E402

import living  # noqa: E402
import population  # noqa: E402
import samba_dc  # noqa: E402
from environment import PYTHON, Environment  # noqa: E402

ENV = HERE.parent / "env.py"
INSUFFICIENT_ACCESS = ldap.INSUFFICIENT_ACCESS


def env(*arguments: object, check: bool = True) -> subprocess.CompletedProcess:
    """Runs env.py as people do."""
    done = subprocess.run([PYTHON, str(ENV), *map(str, arguments)], capture_output=True, text=True, timeout=120)
    if check and done.returncode != 0:
        raise AssertionError(f"env.py {arguments} failed ({done.returncode}): {done.stderr}")
    return done


def quoted(password: str) -> bytes:
    return f'"{password}"'.encode("utf-16-le")


class EnvironmentTest(unittest.TestCase):
    """`up DIR OPTIONS` before the first test of the class, `down DIR` after the last."""

    OPTIONS: tuple[str, ...] = ("--dc-only",)

    @classmethod
    def setUpClass(cls) -> None:
        scratch = tempfile.TemporaryDirectory(prefix="tilbage-env-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = Path(scratch.name) / "e"
        env("up", cls.folder, "--while-pid", os.getpid(), *cls.OPTIONS)
        cls.addClassCleanup(env, "down", cls.folder)
        cls.environment = Environment.load(cls.folder)
        cls.site = cls.environment.site
        cls.people = {person["account"]: person for person in json.loads((cls.folder / "people.json").read_text())}

    def dn(self, account: str) -> str:
        return self.people[account]["dn"]

    def bind(self, user: str, password: str, url: str | None = None):
        connection = samba_dc.connect(self.site, user, password, url)
        self.addCleanup(connection.unbind_s)
        return connection

    def connector(self, url: str | None = None):
        dn = population.service_dn(population.CONNECTOR, self.site.domain.base_dn)
        return self.bind(dn, population.CONNECTOR_PASSWORD, url)

    def nobody(self):
        dn = population.service_dn(population.PLAIN_SERVICE, self.site.domain.base_dn)
        return self.bind(dn, population.PLAIN_SERVICE_PASSWORD)

    def administrator(self):
        connection = living.as_administrator(self.site)
        self.addCleanup(connection.unbind_s)
        return connection

    def as_person(self, account: str, password: str = population.PEOPLE_PASSWORD):
        return self.bind(self.people[account]["upn"], password)

    def reset(self, connection, account: str, password: str, controls: list | None = None) -> None:
        change = [(ldap.MOD_REPLACE, "unicodePwd", [quoted(password)])]
        connection.modify_ext_s(self.dn(account), change, serverctrls=controls)

    def attributes(self, dn: str, *names: str, connection=None) -> dict[str, list[bytes]]:
        found = (connection or self.administrator()).search_s(dn, ldap.SCOPE_BASE, "(objectClass=*)", list(names))
        return found[0][1]

    def refusal(self, action, *arguments) -> str:
        """The directory's diagnosticMessage when `action` is refused; fails when it is not."""
        with self.assertRaises(ldap.LDAPError) as refused:
            action(*arguments)
        return refused.exception.args[0].get("info", "")

    def kinit(self, account: str, password: str) -> subprocess.CompletedProcess:
        with tempfile.NamedTemporaryFile() as cache:
            return subprocess.run(
                ["kinit", "-c", cache.name, f"{account}@{self.site.domain.realm}"],
                input=f"{password}\n",
                env=os.environ | {"KRB5_CONFIG": str(self.site.krb5_conf), "LC_ALL": "C"},
                capture_output=True,
                text=True,
                timeout=10,
            )
