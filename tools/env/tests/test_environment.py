"""A whole environment: made, described, ended, brought back, and never in another's way."""

import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

import fixture
import process
from environment import PARTS, Environment
from fixture import env


class AnEnvironment(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory(prefix="tilbage-env-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name) / "it's here"

    def up(self, folder: Path | None = None, *options: object) -> Environment:
        folder = folder or self.folder
        env("up", folder, "--dc-only", *(options or ("--while-pid", os.getpid())))
        self.addCleanup(env, "down", folder)
        return Environment.load(folder)

    def exported(self, *names: str) -> list[str]:
        """The values that a shell has after it sourced DIR/env."""
        printed = "".join(f'printf "%s\\n" "${name}"; ' for name in names)
        return subprocess.check_output(["/bin/sh", "-ec", f'. "$1/env"; {printed}', "sh", self.folder], text=True).splitlines()

    def states(self) -> str:
        return env("status", self.folder, check=False).stdout

    def assert_all_gone(self, folder: Path, processes: list[process.Process]) -> None:
        self.assertEqual([], [each for each in processes if each.members()])
        self.assertEqual([], mentions(folder))

    def test_says_where_everything_is(self):
        environment = self.up()
        address, ldaps, ca, realm, mail_dir = self.exported("AD_HOST", "AD_LDAPS", "AD_CA", "AD_REALM", "MAIL_DIR")
        self.assertEqual(environment.address, address)
        self.assertEqual(f"ldaps://{address}", ldaps)
        self.assertTrue(Path(ca).is_file())
        self.assertEqual("EX1.TEST", realm)
        self.assertTrue(Path(mail_dir).is_dir())

    def test_the_usual_tools_work_with_what_it_says(self):
        self.up()
        script = """. "$1/env"; export LDAPTLS_CACERT="$AD_CA"
            ldapsearch -LLL -x -H "$AD_LDAPS" -D "$AD_CONNECTOR_DN" -w "$AD_CONNECTOR_PASSWORD" -b "$AD_BASE_DN" '(sAMAccountName=user0001)' mail
            ldapsearch -LLL -x -H "$AD_LDAPS" -D "$AD_ADMIN_DN" -w "$AD_ADMIN_PASSWORD" -b '' -s base defaultNamingContext
            printf '%s\\n' "$AD_USER_PASSWORD" | kinit "user0001@$AD_REALM" && klist"""
        printed = subprocess.check_output(["/bin/sh", "-ec", script, "sh", self.folder], text=True, stderr=subprocess.STDOUT)
        self.assertIn("mail: user0001@ex1.test", printed)
        self.assertIn("defaultNamingContext: DC=ex1,DC=test", printed)
        self.assertIn("krbtgt/EX1.TEST@EX1.TEST", printed)
        self.assertIn(str(self.folder), printed)  # the ticket cache, too, is inside

    def test_two_live_side_by_side(self):
        first, second = self.up(), self.up(self.folder.with_name("another"))
        self.assertNotEqual(first.address, second.address)
        self.assertFalse(set(first.ports.values()) & set(second.ports.values()))
        env("down", second.folder)
        self.assertEqual(0, env("status", first.folder).returncode)

    def test_down_leaves_nothing_running_and_can_be_said_twice(self):
        environment = self.up()
        processes = [environment.running(part) for part in environment.options.parts()]
        env("down", self.folder)
        env("down", self.folder)
        self.assert_all_gone(self.folder, processes)
        self.assertEqual(3, env("status", self.folder, check=False).returncode)

    def test_down_works_after_a_crash(self):
        environment = self.up()
        processes = [environment.running(part) for part in environment.options.parts()]
        for each in processes:
            os.kill(each.pid, signal.SIGKILL)
        env("down", self.folder)
        self.assert_all_gone(self.folder, processes)

    def test_comes_back_with_its_data_at_its_address(self):
        before = self.up()
        env("lock", self.folder, "user0002")
        env("down", self.folder)
        after = self.up()
        self.assertEqual(before, after)
        with self.assertRaises(fixture.ldap.INVALID_CREDENTIALS) as refused:
            fixture.samba_dc.connect(after.site, "user0002@ex1.test", fixture.population.PEOPLE_PASSWORD)
        self.assertIn("data 775", refused.exception.args[0]["info"])

    def test_a_killed_part_is_restarted_alone(self):
        environment = self.up()
        mail = environment.running("mail")
        env("kill", self.folder, "dc")
        self.assertIn("dc       stopped", self.states())
        env("restart", self.folder, "dc")
        self.assertNotIn("stopped", self.states())
        self.assertEqual(mail, environment.running("mail"))

    def test_goes_down_when_the_process_that_it_serves_is_gone(self):
        served = subprocess.Popen(["sleep", "100"])
        environment = self.up(None, "--while-pid", served.pid)
        processes = [environment.running(part) for part in environment.options.parts()]
        served.kill()
        served.wait()
        self.assertTrue(process.wait_until(lambda: not any(each.members() for each in processes), 10))

    def test_goes_down_when_its_time_is_up(self):
        environment = self.up(None, "--max-runtime", 2)
        processes = [environment.running(part) for part in environment.options.parts()]
        self.assertTrue(process.wait_until(lambda: not any(each.members() for each in processes), 15))

    def test_does_not_move_into_a_folder_that_holds_something(self):
        self.folder.mkdir()
        (self.folder / "mine").touch()
        self.assertIn("is not empty", env("up", self.folder, "--dc-only", check=False).stderr)
        self.assertEqual(["mine"], os.listdir(self.folder))

    def test_a_folder_without_one_is_an_error(self):
        self.assertIn("holds no environment", env("status", self.folder, check=False).stderr)

    def test_a_part_that_it_does_not_have_is_an_error(self):
        self.up()
        for part in set(PARTS) - {"dc", "mail"}:
            self.assertIn(f"made without {part}", env("restart", self.folder, part, check=False).stderr)


def mentions(folder: Path) -> list[str]:
    """Command lines of processes that name the folder."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                line = Path(f"/proc/{entry}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if str(folder) in line:
                found.append(line)
    return found


if __name__ == "__main__":
    unittest.main()
