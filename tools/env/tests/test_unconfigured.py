"""Environments whose agent is not configured yet: the wizard is open, once, and nothing of the host is touched."""

import urllib.error
import urllib.request

import fixture
import exports


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def answer_of(url: str) -> int:
    try:
        return urllib.request.build_opener(_NoRedirect).open(url, timeout=5).status
    except urllib.error.HTTPError as error:
        return error.code


class AnAgentThatKnowsItsDirectory(fixture.EnvironmentTest):
    OPTIONS = ("--unconfigured",)

    def test_the_wizard_is_open_at_an_address_that_works_once(self):
        url = exports.variables(self.environment)["WIZARD_URL"]
        self.assertEqual(303, answer_of(url))
        self.assertEqual(403, answer_of(url))
        self.assertEqual(403, answer_of(url.split("?")[0]))

    def test_the_agent_runs_and_waits(self):
        self.assertTrue(self.environment.running("connect").alive())
        self.assertFalse(self.environment.product.agent_status().get("connected"))

    def test_writeback_is_off(self):
        self.assertIn("password_writeback = false", self.environment.product.connect_config.read_text())

    def test_an_administrator_is_there(self):
        variables = exports.variables(self.environment)
        self.assertEqual("admin@ex1.test", variables["TILBAGE_ADMIN_UPN"])
        self.assertNotIn(variables["TILBAGE_ADMIN_PASSWORD"], (self.folder / "log/tenant-init.log").read_text())


class AnAgentThatKnowsNothing(fixture.EnvironmentTest):
    OPTIONS = ("--bare",)

    def test_the_wizard_is_open(self):
        self.assertEqual(303, answer_of(exports.variables(self.environment)["WIZARD_URL"]))

    def test_there_is_no_configuration(self):
        self.assertFalse(self.environment.product.connect_config.exists())
