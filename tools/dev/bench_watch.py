"""Those who watch and compare for `./dev bench sync`: bytes of connections, DirSync alone, somebody who asks the tenant again and again."""

from __future__ import annotations

import re
import ssl
import subprocess
import sys
import threading
import urllib.parse
from http.client import HTTPException, HTTPSConnection
from pathlib import Path

import ldap
from ldap.controls import RequestControl, ResponseControl

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests/model"))

from tenant_view import TenantView, Unavailable  # noqa: E402

STAGED = "(|(objectClass=user)(objectClass=group)(objectClass=organizationalUnit)(objectClass=container)(objectClass=domainDNS))"


class Wire:
    """What went over the connections of one process, by the address that it connected to; read a few times a second."""

    def __init__(self, pid: int, interval: float = 0.25):
        self._pid, self._interval = pid, interval
        self._seen: dict[tuple[str, str], tuple[int, int]] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Wire":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._look()
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(self._interval):
            self._look()

    def _look(self) -> None:
        text = subprocess.run(["ss", "-HtinpO"], stdout=subprocess.PIPE, text=True, check=False).stdout
        for line in text.splitlines():
            if f"pid={self._pid}," not in line:
                continue
            fields = line.split()
            sent, received = re.search(r"bytes_sent:(\d+)", line), re.search(r"bytes_received:(\d+)", line)
            self._seen[fields[3], fields[4]] = (int(sent[1]) if sent else 0, int(received[1]) if received else 0)

    def megabytes(self, peer: str) -> dict[str, float]:
        found = [sizes for (_, to), sizes in self._seen.items() if to == peer]
        return {"sent": round(sum(sent for sent, _ in found) / 1e6, 2), "received": round(sum(received for _, received in found) / 1e6, 2)}


class BareDirSync:
    """One DirSync search (MS-ADTS 3.1.1.3.4.1.3) after another on a connection that stays."""

    OID = "1.2.840.113556.1.4.841"
    FLAGS = -0x7FFFFFFF  # LDAP_DIRSYNC_INCREMENTAL_VALUES and LDAP_DIRSYNC_OBJECT_SECURITY, as the signed number that they are

    def __init__(self, reader, base_dn: str):
        self._reader, self._base, self._cookie = reader, base_dn, b""
        reader.set_option(ldap.OPT_TIMEOUT, 600)

    def read(self) -> int:
        """How many objects have changed since the last time."""
        value = _sequence(_integer(self.FLAGS) + _integer(1 << 20) + _tagged(0x04, self._cookie))
        control = RequestControl(self.OID, True, value)
        asked = self._reader.search_ext(self._base, ldap.SCOPE_SUBTREE, STAGED, ["objectGUID"], serverctrls=[control])
        _, found, _, answered = self._reader.result3(asked, resp_ctrl_classes={self.OID: RawControl})
        self._cookie = next(control.cookie for control in answered if control.controlType == self.OID)
        return len([dn for dn, _ in found if dn])


class RawControl(ResponseControl):
    def decodeControlValue(self, value: bytes) -> None:
        content = _content(value)
        for _ in range(2):
            content = content[2 + content[1] :]  # two small integers
        self.cookie = _content(content)


def _tagged(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def _sequence(content: bytes) -> bytes:
    return _tagged(0x30, content)


def _integer(number: int) -> bytes:
    return _tagged(0x02, number.to_bytes((number.bit_length() // 8) + 1, "big", signed=True))


def _content(tagged: bytes) -> bytes:
    if tagged[1] < 0x80:
        return tagged[2 : 2 + tagged[1]]
    octets = tagged[1] & 0x7F
    size = int.from_bytes(tagged[2 : 2 + octets], "big")
    return tagged[2 + octets : 2 + octets + size]


def display_name(reader, name: str) -> str:
    return reader.search_s(name, ldap.SCOPE_BASE, "(objectClass=*)", ["displayName"])[0][1]["displayName"][0].decode()


class Poller(TenantView):
    """Asks again and again on one connection."""

    def __init__(self, variables: dict[str, str]):
        super().__init__(variables)
        self._context = ssl.create_default_context(cafile=variables["TILBAGE_CA"])
        self._host = urllib.parse.urlsplit(variables["TILBAGE_URL"]).netloc
        self._kept: HTTPSConnection | None = None

    def display_name(self, upn: str) -> str:
        return self.get(f"/v1.0/users/{urllib.parse.quote(upn)}?$select=displayName")["displayName"]

    def _send(self, request, opener=None):
        if opener is not None:
            return super()._send(request, opener)
        try:
            if self._kept is None:
                self._kept = HTTPSConnection(self._host, context=self._context, timeout=20)
            self._kept.request(request.get_method(), request.selector, body=request.data, headers=dict(request.header_items()))
            answer = self._kept.getresponse()
            return answer.status, answer.read().decode()
        except (HTTPException, OSError) as lost:
            self._kept = None
            raise Unavailable(str(lost)) from None
