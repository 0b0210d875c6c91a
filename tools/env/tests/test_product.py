"""A whole environment with Tilbage in it: tenant and agent come up connected, and come back when they are killed.

Needs the built programs (TILBAGE_BIN, else build/release/bin) and pages (TILBAGE_WEB, else web/dist).
"""

import json
import os
import ssl
import stat
import subprocess
import unittest
import urllib.request

import fixture
import process


class TheWholeEnvironment(fixture.EnvironmentTest):
    OPTIONS = ("--proxy", "--allow-unlock", "--limits", "high")

    def get(self, path: str) -> tuple[int, bytes]:
        product = self.environment.product
        context = ssl.create_default_context(cafile=str(product.ca))
        with urllib.request.urlopen(product.base_url + path, timeout=5, context=context) as answer:
            return answer.status, answer.read()

    def exported(self) -> dict[str, str]:
        printed = subprocess.check_output(["/bin/sh", "-ec", 'set -a; . "$1/env"; env -0', "sh", self.folder], text=True, env={})
        return dict(line.split("=", 1) for line in printed.split("\0") if line)

    def connected(self) -> bool:
        return self.environment.product.agent_status().get("connected") is True

    def test_the_agent_is_connected_and_has_brought_the_people_in_scope(self):
        status = self.environment.product.agent_status()
        self.assertTrue(status["connected"])
        self.assertEqual(len(self.people) - 1, status["imported"])  # all but the one outside

    def test_the_page_is_served(self):
        status, body = self.get("/reset")
        self.assertEqual(200, status)
        self.assertIn(b"<!doctype html>", body.lower())

    def test_the_page_offers_what_was_asked_for(self):
        _, body = self.get("/reset/v1/settings?whr=ex1.test")
        settings = json.loads(body)
        self.assertEqual(("Example One", True), (settings["tenantName"], settings["unlockAllowed"]))

    def test_the_variables_of_the_product_are_exported(self):
        variables = self.exported()
        self.assertEqual(self.environment.product.base_url, variables["TILBAGE_URL"])
        self.assertEqual("ex1.test", variables["TILBAGE_TENANT"])
        for name in ("TILBAGE_CA", "CONNECT_STATE_DIR", "CONNECT_CONFIG", "TENANT_CONFIG", "LDAP_PROXY_COUNTS"):
            self.assertTrue(os.path.exists(variables[name]), name)

    def test_the_agent_reaches_the_directory_through_the_proxy(self):
        self.assertGreater(json.loads(self.environment.proxy_counts.read_text())["connections"], 0)

    def test_secrets_are_for_their_owner_alone(self):
        self.assertEqual(0o700, stat.S_IMODE(self.folder.stat().st_mode))
        password_file = self.environment.product.connect_state_dir / "ad-password"
        self.assertEqual(0o600, stat.S_IMODE(password_file.stat().st_mode))
        self.assertFalse(self.environment.product.enrolment_code_file.exists())

    def test_a_killed_tenant_comes_back_and_the_agent_to_it(self):
        fixture.env("kill", self.folder, "tenant")
        fixture.env("restart", self.folder, "tenant")
        self.assertEqual(200, self.get("/readyz")[0])
        self.assertTrue(process.wait_until(self.connected, 30))

    def test_a_killed_agent_comes_back(self):
        fixture.env("kill", self.folder, "connect")
        self.assertFalse(self.connected())
        fixture.env("restart", self.folder, "connect")
        self.assertTrue(self.connected())

    def test_the_whole_goes_down_and_comes_back(self):
        processes = [self.environment.running(part) for part in self.environment.options.parts()]
        fixture.env("down", self.folder)
        self.assertEqual([], [each for each in processes if each.members()])
        fixture.env("up", self.folder, "--while-pid", os.getpid())
        self.assertTrue(self.connected())


class AnEnvironmentWithoutItsAgent(fixture.EnvironmentTest):
    OPTIONS = ("--no-connect",)

    def test_has_an_agent_that_is_configured_and_can_be_enrolled_once(self):
        product = self.environment.product
        code = product.enrolment_code_file.read_text()
        enroll = [*product.connect_command("enroll"), "--code", code]
        self.assertEqual(0, subprocess.run(enroll, capture_output=True).returncode)
        self.assertNotEqual(0, subprocess.run(enroll, capture_output=True).returncode)


if __name__ == "__main__":
    unittest.main()
