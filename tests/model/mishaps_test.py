#!/usr/bin/python3
"""What must not hurt anybody: a filter that is wrong, a bulk that is cut off, an agent that dies beside another one."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

import ldap

sys.path.insert(0, str(Path(__file__).resolve().parent))

from world import ROOT, World, until  # noqa: E402

BIN = Path(os.environ.get("TILBAGE_BIN") or ROOT / "build/release/bin")
STATUS = "/beta/onPremisesSynchronization/status"
SETTINGS = "/v1.0/directory/onPremisesSynchronization"


class AccidentalDeletion(World):
    def test_a_filter_that_loses_most_people_removes_nobody_until_somebody_says_yes(self) -> None:
        self.wait_until_equal()
        self._threshold(50)
        before = {person["onPremisesImmutableId"]: person["id"] for person in self.tenant.people()}
        right = self._scope('["OU=Aarhus,OU=People,%s", "OU=Groups,%s"]')
        held = until(lambda: self.tenant.get(STATUS)["heldRemovals"], "removals are held")
        self.assertGreater(held["count"], 0.6 * len(before))
        self.assertEqual({person["id"] for person in self.tenant.people()}, set(before.values()))
        told = self._sync("threshold")
        self.assertIn(str(held["count"]), told)
        until(lambda: any(str(held["count"]) in mail for mail in self._mails_to(self.variables["TILBAGE_ADMIN_UPN"])), "administrators get a mail")

        # Everything else goes on meanwhile.
        self.directory.modify_s(f"CN=user0001,OU=Odense,OU=People,{self.base}", [(ldap.MOD_REPLACE, "displayName", [b"Still there"])])
        somebody = self._in_aarhus()
        self.directory.modify_s(somebody, [(ldap.MOD_REPLACE, "displayName", [b"Goes on"])])
        until(lambda: any(person["displayName"] == "Goes on" for person in self.tenant.people()), "changes go on")

        # The mistake is put right: nobody waits, nobody is gone.
        self._write(right)
        until(lambda: self.tenant.get(STATUS)["heldRemovals"] is None, "nothing is held any more")
        self.wait_until_equal()
        self.assertEqual({person["onPremisesImmutableId"]: person["id"] for person in self.tenant.people()}, before)

        # It was meant: after the yes they go, and they come back with the same ids.
        self._scope('["OU=Aarhus,OU=People,%s", "OU=Groups,%s"]')
        until(lambda: self.tenant.get(STATUS)["heldRemovals"], "removals are held again")
        self._sync("threshold", "--allow")
        self.choose("OU=Aarhus,OU=People", "OU=Groups")
        self.wait_until_equal()
        self._write(right)
        self.choose("OU=People", "OU=Groups")
        self.wait_until_equal()
        self.assertEqual({person["onPremisesImmutableId"]: person["id"] for person in self.tenant.people()}, before)

    def _threshold(self, count: int) -> None:
        [settings] = self.tenant.get(SETTINGS)["value"]
        prevention = {"synchronizationPreventionType": "enabledForCount", "alertThreshold": count}
        self.tenant.call("PATCH", f"{SETTINGS}/{settings['id']}", {"configuration": {"accidentalDeletionPrevention": prevention}})

    def _scope(self, include: str) -> str:
        """Writes another scope; the file's text before."""
        before = Path(self.variables["CONNECT_CONFIG"]).read_text()
        chosen = include % (self.base, self.base)
        self._write(re.sub(r"^include\s*=.*$", f"include = {chosen}", before, flags=re.MULTILINE))
        return before

    def _write(self, text: str) -> None:
        file = Path(self.variables["CONNECT_CONFIG"])
        file.with_suffix(".new").write_text(text)
        file.with_suffix(".new").rename(file)

    def _sync(self, *arguments: str) -> str:
        command = [str(BIN / "tilbage-connect"), "sync", arguments[0], "--config", self.variables["CONNECT_CONFIG"], *arguments[1:]]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return done.stdout + done.stderr

    def _in_aarhus(self) -> str:
        found = self.directory.search_s(f"OU=Aarhus,OU=People,{self.base}", ldap.SCOPE_SUBTREE, "(sAMAccountType=805306368)", ["cn"])
        return found[0][0]

    def _mails_to(self, address: str) -> list[str]:
        found = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in Path(self.variables["MAIL_DIR"]).glob("*.eml")]
        return [mail.get_body(("plain",)).get_content() for mail in found if address in str(mail["To"])]


class CutOff(World):
    def test_a_tenant_that_dies_in_the_middle_of_a_bulk_ends_up_equal(self) -> None:
        self.wait_until_equal()
        for turn in range(6):
            for number in range(1, 121):
                dn = f"CN=user{number:04d},OU=Odense,OU=People,{self.base}"
                self.directory.modify_s(dn, [(ldap.MOD_REPLACE, "department", [f"turn {turn}".encode()])])
                if number in (30, 75):
                    self.env("kill", "tenant")
                    self.env("restart", "tenant", "--no-wait")
            self.wait_until_equal(f"turn {turn}", seconds=40)

    def test_another_agent_takes_over_when_the_one_with_the_lease_dies(self) -> None:
        self.wait_until_equal()
        second = self.folder / "connect2"
        second.mkdir(mode=0o700)
        first = Path(self.variables["CONNECT_STATE_DIR"])
        shutil.copy2(first / "ad-password", second)
        config = second / "connect.toml"
        config.write_text((first / "connect.toml").read_text().replace('"connect1"', '"connect2"'))
        made = subprocess.run(
            [str(BIN / "tilbage-tenant"), "enrolment-code", "--config", self.variables["TENANT_CONFIG"], "--tenant", self.variables["TILBAGE_TENANT"]],
            capture_output=True, text=True, check=True, timeout=30,
        )  # fmt: skip
        code = made.stdout.split()[-1]
        enrolled = [str(BIN / "tilbage-connect"), "enroll", "--config", str(config), "--code", code]
        subprocess.run(enrolled, check=True, capture_output=True, timeout=30)
        with open(self.folder / "log/connect2.log", "w") as log:
            agent = subprocess.Popen([str(BIN / "tilbage-connect"), "run", "--config", str(config)], stdout=log, stderr=log)
        self.addCleanup(agent.wait)
        self.addCleanup(agent.terminate)
        states = lambda: {agent["displayName"]: agent for agent in self.tenant.get(STATUS)["agents"]}  # noqa: E731
        until(lambda: "connect2" in states() and states()["connect2"]["state"] == "standby", "the second agent stands by")
        self.assertTrue(states()["connect1"]["holdsLease"])
        self.env("kill", "connect")
        self.directory.modify_s(f"CN=user0003,OU=Odense,OU=People,{self.base}", [(ldap.MOD_REPLACE, "department", [b"after the death"])])
        self.wait_until_equal("the second agent takes over", seconds=60)
        self.assertTrue(states()["connect2"]["holdsLease"])
        print(json.dumps({name: agent["state"] for name, agent in states().items()}), flush=True)


if __name__ == "__main__":
    unittest.main()
