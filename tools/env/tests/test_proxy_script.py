"""What can be said to the LDAP proxy, and what cannot."""

import os
import tempfile
import unittest
from pathlib import Path

import fixture  # noqa: F401, sets the path
import proxy_script
from proxy_script import Script, ScriptError, ScriptFile


class AScript(unittest.TestCase):
    def test_without_a_word_is_harmless(self):
        self.assertEqual(Script(), Script.parse("{}"))

    def test_with_a_word_that_is_not_known_is_an_error(self):
        for wrong in ("[]", "{", '{"hangs": true}', '{"modify": "drop"}', '{"modify": {"windows": "blue"}}', '{"modify": {"code": 1}}',
                      '{"tls": "bad"}', '{"dirsync_page": 0}', '{"dirsync_stop_after": "2"}', '{"policy_hints": ["2240"]}'):  # fmt: skip
            with self.subTest(wrong), self.assertRaises(ScriptError):
                Script.parse(wrong)

    def test_names_a_windows_answer(self):
        code, message = Script.parse('{"modify": {"windows": "reset-refused"}}').modify
        self.assertEqual(53, code)
        self.assertTrue(message.startswith("0000052D: SvcErr:"))


class AScriptFile(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.path = Path(scratch.name) / "control.json"
        self.file = ScriptFile(self.path)

    def test_that_is_not_there_is_harmless(self):
        self.assertEqual(Script(), self.file.read())

    def test_is_in_force_as_soon_as_it_is_written(self):
        proxy_script.write(self.path, '{"hang": true}')
        self.assertTrue(self.file.read().hang)
        proxy_script.write(self.path, "{}")
        self.assertFalse(self.file.read().hang)

    def test_that_is_wrong_stays_wrong_until_it_is_mended(self):
        self.path.write_text("{")
        for _ in range(2):
            with self.assertRaises(ScriptError):
                self.file.read()
        proxy_script.write(self.path, "{}")
        self.assertEqual(Script(), self.file.read())

    def test_is_not_replaced_by_a_wrong_one(self):
        proxy_script.write(self.path, '{"hang": true}')
        with self.assertRaises(ScriptError):
            proxy_script.write(self.path, "{")
        self.assertTrue(self.file.read().hang)
        self.assertEqual(["control.json"], os.listdir(self.path.parent))

    def test_counts_its_times_down_and_anew_when_it_is_written_again(self):
        for _ in range(2):
            proxy_script.write(self.path, '{"modify": "drop-before", "modify_times": 2}')
            actions = [self.file.modify_action(["unicodePwd"]) for _ in range(3)]
            self.assertEqual(["drop-before", "drop-before", "pass"], actions)

    def test_does_not_count_what_it_does_not_mean(self):
        proxy_script.write(self.path, '{"modify": "drop-before", "modify_times": 1, "modify_attribute": "unicodepwd"}')
        self.assertEqual("pass", self.file.modify_action(["lockoutTime"]))
        self.assertEqual("drop-before", self.file.modify_action(["lockoutTime", "unicodePwd"]))

    def test_stops_dirsync_once_after_so_many_entries(self):
        proxy_script.write(self.path, '{"dirsync_stop_after": 2}')
        self.assertEqual([False, False, True, False], [self.file.stops_dirsync() for _ in range(4)])
        proxy_script.write(self.path, '{"hang": false}')
        self.assertFalse(self.file.stops_dirsync())


if __name__ == "__main__":
    unittest.main()
