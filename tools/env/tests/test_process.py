"""Processes are ended exactly: ours, with its children, and nobody else's."""

import json
import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

import fixture  # noqa: F401, sets the path
import process


class AStartedProcess(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.run_dir = Path(scratch.name) / "run"
        self.log = Path(scratch.name) / "log"
        self.addCleanup(process.stop, self.run_dir, "it", 0.1)

    def start(self, script: str) -> process.Process:
        return process.start(self.run_dir, "it", ["/bin/sh", "-c", script], self.log)

    def wait_for_log(self, text: str) -> None:
        self.assertTrue(process.wait_until(lambda: text in self.log.read_text(), 5), self.log.read_text())

    def test_is_on_record_and_logged(self):
        started = self.start("echo here; sleep 100")
        self.assertEqual(started, process.running(self.run_dir, "it"))
        self.wait_for_log("here")

    def test_is_not_started_twice(self):
        self.start("sleep 100")
        with self.assertRaisesRegex(process.ProcessError, "already running"):
            self.start("sleep 100")

    def test_ends_with_its_children(self):
        started = self.start("sleep 100 & sleep 100 & echo ready; wait")
        self.wait_for_log("ready")
        self.assertEqual(3, len(started.members()))
        process.stop(self.run_dir, "it")
        self.assertEqual([], started.members())
        self.assertIsNone(process.load(self.run_dir, "it"))

    def test_ends_although_it_ignores_sigterm(self):
        started = self.start("trap '' TERM; echo deaf; while :; do sleep 1; done")
        self.wait_for_log("deaf")
        self.assertFalse(started.stop(grace=0.2))
        self.assertFalse(started.alive())

    def test_ends_although_it_was_stopped(self):
        started = self.start("echo ready; sleep 100")
        self.wait_for_log("ready")
        started.kill(signal.SIGSTOP)
        self.assertTrue(started.stop(grace=5))

    def test_leaves_children_that_are_ended_later(self):
        started = self.start("sleep 100 & echo ready; wait")
        self.wait_for_log("ready")
        os.kill(started.pid, signal.SIGKILL)
        self.assertTrue(process.wait_until(lambda: not started.alive(), 5))
        self.assertEqual(1, len(started.members()))
        process.stop(self.run_dir, "it")
        self.assertEqual([], started.members())

    def test_another_with_the_same_pid_is_left_alone(self):
        stranger = subprocess.Popen(["sleep", "100"], start_new_session=True)
        self.addCleanup(stranger.wait)
        self.addCleanup(stranger.kill)
        self.run_dir.mkdir()
        record = {"pid": stranger.pid, "start_time": 1, "argv": []}
        process.record_path(self.run_dir, "it").write_text(json.dumps(record))
        self.assertIsNone(process.running(self.run_dir, "it"))
        process.stop(self.run_dir, "it")
        self.assertIsNone(stranger.poll())

    def test_that_dies_before_it_is_ready_is_an_error_with_its_log(self):
        started = self.start("echo 'no such file' >&2; exit 1")
        with self.assertRaisesRegex(process.ProcessError, "no such file"):
            process.wait_ready(started, lambda: False, 5, self.log)

    def test_that_cannot_be_started_is_an_error_that_names_it(self):
        with self.assertRaisesRegex(process.ProcessError, "/nowhere/at-all"):
            process.start(self.run_dir, "it", ["/nowhere/at-all"], self.log)
        self.assertIsNone(process.load(self.run_dir, "it"))


if __name__ == "__main__":
    unittest.main()
