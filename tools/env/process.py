"""Starts processes that outlive us, and ends exactly those again.

Every process has a record `RUN_DIR/NAME.json` with its pid and its start time in clock ticks since boot (proc(5),
/proc/PID/stat field 22). A pid alone may have been given to somebody else since; the pair cannot. The child writes the record
itself, between fork and exec, so that there is no moment at which a process runs and is not on record.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

GRACE_SECONDS = 10.0  # between SIGTERM and SIGKILL
POLL_SECONDS = 0.01
_ORPHANS_SECONDS = 0.3  # that children have to follow their leader by themselves


class ProcessError(Exception):
    """A process could not be started, or ended before it was ready."""


@dataclass(frozen=True)
class Process:
    """A process we started: it leads a session of its own, so that its children can be found."""

    name: str
    pid: int
    start_time: int

    def alive(self) -> bool:
        stat = _stat(self.pid)
        return stat is not None and stat.start_time == self.start_time and stat.state not in "ZX"

    def members(self) -> list[tuple[int, int]]:
        """(pid, start time) of every live process of the session, the leader included.

        The kernel gives no pid away while it still names a session, so a stranger can only be here when the session has died
        out; then the stranger leads it, started later than ours, and our leader is gone.
        """
        leader = _stat(self.pid)
        if leader is not None and leader.start_time != self.start_time:
            return []
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                stat = _stat(int(entry))
                if stat and stat.session == self.pid and stat.start_time >= self.start_time and stat.state not in "ZX":
                    found.append((int(entry), stat.start_time))
        return found

    def send(self, signum: int) -> bool:
        """Signals the leader, if it is still ours."""
        if not self.alive():
            return False
        os.kill(self.pid, signum)
        return True

    def stop(self, grace: float = GRACE_SECONDS) -> bool:
        """SIGTERM to the leader, then to what it left behind, then SIGKILL. Returns whether it ended without SIGKILL."""
        self.send(signal.SIGTERM)
        self._send_to_members(signal.SIGCONT)  # one that a test stopped would not hear
        gentle = wait_until(lambda: not self.alive(), grace)
        if gentle and not wait_until(lambda: not self.members(), _ORPHANS_SECONDS):
            self._send_to_members(signal.SIGTERM)
            gentle = wait_until(lambda: not self.members(), grace)
        if not gentle:
            self._kill_members()
        return gentle

    def kill(self, signum: int = signal.SIGKILL) -> None:
        """Sends a signal without ceremony. SIGSTOP and SIGCONT go to the whole session; after SIGKILL it is gone on return."""
        if signum in (signal.SIGSTOP, signal.SIGCONT):
            self._send_to_members(signum)
            return
        self.send(signum)
        if signum == signal.SIGKILL:
            self._kill_members()

    def _kill_members(self) -> None:
        self._send_to_members(signal.SIGKILL)
        if not wait_until(lambda: not self.members(), GRACE_SECONDS):
            raise ProcessError(f"{self.name}: session {self.pid} survives SIGKILL")

    def _send_to_members(self, signum: int) -> None:
        for pid, start_time in self.members():
            stat = _stat(pid)
            if stat and stat.start_time == start_time:
                try:
                    os.kill(pid, signum)
                except ProcessLookupError:
                    pass


@dataclass(frozen=True)
class _Stat:
    state: str
    session: int
    start_time: int


def _stat(pid: int | str) -> _Stat | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text[text.rindex(")") + 2 :].split()  # the command's name may hold spaces and parentheses
    return _Stat(state=fields[0], session=int(fields[3]), start_time=int(fields[19]))


def wait_until(condition, seconds: float) -> bool:
    """Polls `condition` until it is true or the time is up; the last value."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return bool(condition())
        time.sleep(POLL_SECONDS)
    return True


def record_path(run_dir: Path, name: str) -> Path:
    return run_dir / f"{name}.json"


def load(run_dir: Path, name: str) -> Process | None:
    """The process on record under `name`, dead or alive; None when there is no (whole) record."""
    try:
        record = json.loads(record_path(run_dir, name).read_text())
        return Process(name, record["pid"], record["start_time"])
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return None


def running(run_dir: Path, name: str) -> Process | None:
    process = load(run_dir, name)
    return process if process and process.alive() else None


def start(run_dir: Path, name: str, argv: list[str], log: Path, env: dict[str, str] | None = None) -> Process:
    """Starts `argv` in a session of its own with output appended to `log`. Refuses when `name` is already running."""
    if running(run_dir, name):
        raise ProcessError(f"{name} is already running (pid {load(run_dir, name).pid})")
    run_dir.mkdir(parents=True, exist_ok=True)
    log.parent.mkdir(parents=True, exist_ok=True)
    record = record_path(run_dir, name)

    def write_record() -> None:  # in the child
        own = _stat("self")
        record.write_text(json.dumps({"pid": os.getpid(), "start_time": own.start_time, "argv": argv}))

    with open(log, "ab") as output:
        try:
            subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=write_record,
                env=env,
            ).returncode = 0  # it is not ours to wait for: silences the warning of Popen's destructor
        except OSError as error:
            record.unlink(missing_ok=True)
            raise ProcessError(f"{name}: cannot start {argv[0]}: {error.strerror}") from error
    return load(run_dir, name)


def wait_ready(process: Process, ready, seconds: float, log: Path) -> None:
    """Waits until `ready()` is true. Raises with the end of the log when the process dies first or the time is up."""
    outcome = wait_until(lambda: ready() or not process.alive(), seconds)
    if outcome and process.alive():
        return
    what = "did not become ready" if process.alive() else "ended"
    raise ProcessError(f"{process.name} {what} within {seconds:.0f} s; the end of {log}:\n{tail(log)}")


def tail(path: Path, lines: int = 15) -> str:
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return "(no log)"


def stop(run_dir: Path, name: str, grace: float = GRACE_SECONDS) -> None:
    """Ends what is on record under `name`, if anything, and removes the record."""
    process = load(run_dir, name)
    if process:
        process.stop(grace)
    record_path(run_dir, name).unlink(missing_ok=True)
