"""What the LDAP proxy is told to do: a JSON object in a file that it reads again before everything it does.

policy_hints       list of "2239", "2066": lists these controls in the rootDSE, takes them out of modifies, and enforces history and
                   minimum age on resets that carried one
delay_request_ms   holds back each modify
delay_response_ms  holds back each answer to a modify: it is written, but not answered
hang               true: takes connections and requests, and never answers
modify             "pass"; "drop-before": closes the client's connection and forwards nothing; "drop-after": forwards, and closes the
                   client's connection when the answer has come; {"code": 53, "message": "…"} or {"windows": NAME of WINDOWS_ANSWERS}:
                   answers so, and forwards nothing
modify_times       does so for this many modifies only, then passes
modify_attribute   does so only for modifies of this attribute
dirsync_page       gives the answers to DirSync in pages of so many entries, as Windows does and Samba does not (proxy_dirsync.py)
dirsync_stop_after closes the client's connection, once, after so many entries of answers to DirSync
rodc               true: looks like a read-only domain controller, which refers every modify elsewhere
tls                what new connections get: "good"; "wrong-name": another host's certificate; "untrusted": one that nobody signed;
                   "none": no TLS at all

Missing keys have their harmless values; an unknown key or value makes the proxy close everything and say so in its counts.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields
from pathlib import Path

POLICY_HINTS = {"2239": "1.2.840.113556.1.4.2239", "2066": "1.2.840.113556.1.4.2066"}
TLS_MODES = ("good", "wrong-name", "untrusted", "none")
_MODIFY_MODES = ("pass", "drop-before", "drop-after")


def _attribute_error(hexadecimal: str) -> str:
    """AtrErr about unicodePwd, whose attribute id is 9005a."""
    return (
        f"{hexadecimal}: AtrErr: DSID-03191083, #1:\n\t0: {hexadecimal}: DSID-03191083, "
        "problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)\n\0"
    )


# What a Windows domain controller answers: result code and diagnosticMessage, which ends in a NUL there; the first eight digits are a
# Win32 error (MS-ERREF), the DSID differs from build to build. None of this has been seen from Samba.
WINDOWS_ANSWERS = {
    "reset-refused": (53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n\0"),
    "change-refused": (19, _attribute_error("0000052D")),
    "old-password-wrong": (19, _attribute_error("00000056")),
    "locked": (19, _attribute_error("00000775")),
    "no-rights": (50, "00000005: SecErr: DSID-031A11E0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n\0"),
    "no-write-property": (50, "00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n\0"),
    "no-such-object": (
        32,
        "0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'DC=ex1,DC=test'\n\0",
    ),
    "not-sealed": (53, "0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n\0"),
    "busy": (51, "000020D9: SvcErr: DSID-020A1288, problem 5001 (BUSY), data 0\n\0"),
    "unavailable": (52, "000020E0: SvcErr: DSID-03140334, problem 5002 (UNAVAILABLE), data 0\n\0"),
}


class ScriptError(ValueError):
    """The control file says something that the proxy does not know."""


@dataclass(frozen=True)
class Script:
    policy_hints: tuple[str, ...] = ()
    delay_request_ms: int = 0
    delay_response_ms: int = 0
    hang: bool = False
    modify: str | tuple[int, str] = "pass"  # a pair is an answer: result code and diagnosticMessage
    modify_times: int | None = None
    modify_attribute: str | None = None
    dirsync_page: int | None = None
    dirsync_stop_after: int | None = None
    rodc: bool = False
    tls: str = "good"

    @staticmethod
    def parse(text: str) -> "Script":
        try:
            said = json.loads(text)
        except json.JSONDecodeError as error:
            raise ScriptError(f"not JSON: {error}") from error
        if not isinstance(said, dict):
            raise ScriptError("not a JSON object")
        unknown = set(said) - {known.name for known in fields(Script)}
        if unknown:
            raise ScriptError(f"unknown: {', '.join(sorted(unknown))}")
        said["policy_hints"] = tuple(_one_of(hint, POLICY_HINTS, "policy_hints") for hint in said.get("policy_hints", ()))
        said["modify"] = _modify(said.get("modify", "pass"))
        _one_of(said.get("tls", "good"), TLS_MODES, "tls")
        for key in ("dirsync_page", "dirsync_stop_after"):
            _positive(said.get(key), key)
        return Script(**said)

    def hint_oids(self) -> list[str]:
        return [POLICY_HINTS[hint] for hint in self.policy_hints]


def _one_of(value, known, key: str):
    if value not in known:
        raise ScriptError(f"{key}: {value!r} is none of {', '.join(known)}")
    return value


def _positive(value, key: str) -> None:
    if value is not None and (not isinstance(value, int) or value < 1):
        raise ScriptError(f"{key}: {value!r} is no number from 1 up")


def _modify(value) -> str | tuple[int, str]:
    if not isinstance(value, dict):
        return _one_of(value, _MODIFY_MODES, "modify")
    if set(value) == {"windows"}:
        return WINDOWS_ANSWERS[_one_of(value["windows"], WINDOWS_ANSWERS, "modify.windows")]
    if set(value) == {"code", "message"}:
        return int(value["code"]), str(value["message"])
    raise ScriptError('modify: an answer is {"code", "message"} or {"windows"}')


def write(path: Path, text: str) -> None:
    """Checks the script and puts it in force, at once and as a whole."""
    Script.parse(text)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(text)
    partial.rename(path)


class ScriptFile:
    """The script in force. `modify_times` and `dirsync_stop_after` count down from the moment the file was written."""

    def __init__(self, path: Path):
        self._path, self._seen, self._script, self._left = path, None, Script(), None
        self._entries_left: int | None = None  # until dirsync_stop_after

    def read(self) -> Script:
        try:
            stat = self._path.stat()
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        except FileNotFoundError:
            seen = None
        if seen == self._seen:
            return self._script
        self._script = Script.parse(self._path.read_text()) if seen else Script()
        self._seen, self._left = seen, self._script.modify_times
        self._entries_left = self._script.dirsync_stop_after
        return self._script

    def modify_action(self, attributes: list[str]) -> str | tuple[int, str]:
        """What to do with a modify of these attributes, now; takes one from `modify_times`."""
        script = self.read()
        wanted = script.modify_attribute
        if script.modify == "pass" or (wanted and wanted.lower() not in (name.lower() for name in attributes)):
            return "pass"
        if self._left is not None:
            if self._left == 0:
                return "pass"
            self._left -= 1
        return script.modify

    def stops_dirsync(self) -> bool:
        """Whether the connection is to be closed before the next entry of an answer to DirSync; takes that one from the count."""
        self.read()
        if self._entries_left is None:
            return False
        self._entries_left -= 1
        if self._entries_left >= 0:
            return False
        self._entries_left = None
        return True
