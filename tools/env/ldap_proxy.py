#!/usr/bin/python3
"""An LDAPS proxy in front of one domain controller, for tests: passes everything on until it is told otherwise.

    ldap_proxy.py --dc DIR --folder STATE --port PORT

Reads STATE/control.json (see proxy_script.py) before everything it does, writes STATE/counts.json (see proxy_counts.py). Looks into
plain LDAP messages only: a client that negotiates a SASL security layer is not served.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import ldap

import certificates
import ldap_messages
import proxy_dirsync
from hinted_policy import HintedPolicy
from ldap_ber import BerError, read_element
from ldap_messages import MODIFY_REQUEST, MODIFY_RESPONSE, SEARCH_DONE, SEARCH_ENTRY, Control, Message, ModifyRequest
from proxy_counts import Counts
from proxy_script import POLICY_HINTS, TLS_MODES, WINDOWS_ANSWERS, Script, ScriptError, ScriptFile
from samba_config import Site

# supportedCapabilities of a read-only domain controller (LDAP_CAP_ACTIVE_DIRECTORY_PARTIAL_SECRETS_OID, MS-ADTS 3.1.1.3.4.3)
_PARTIAL_SECRETS = "1.2.840.113556.1.4.1920"
_RODC_REFERRAL = "0000202B: RefErr: DSID-0310082F, data 0, 1 access points\n\tref 1: 'ex1.test'\n\0"


class ConnectionDropped(Exception):
    """The script wants this client's connection closed, now."""


class Proxy:
    """What all connections share."""

    def __init__(self, site: Site, folder: Path):
        self.site = site
        self.script_file = ScriptFile(folder / "control.json")
        self.counts = Counts(folder / "counts.json")
        self._policy, self._policy_lock = HintedPolicy(site), asyncio.Lock()
        self.dirsync_pages = proxy_dirsync.Pages()
        self.upstream_tls = ssl.create_default_context(cafile=str(site.ca))
        self.server_tls = _server_contexts(site, folder)

    def script(self) -> Script:
        try:
            return self.script_file.read()
        except ScriptError as error:
            self.counts.fault(f"control.json: {error}")
            raise ConnectionDropped from error

    async def ask_policy(self, question, *arguments):
        """One of HintedPolicy's methods, on a thread, one at a time."""
        async with self._policy_lock:
            return await asyncio.to_thread(question, self._policy, *arguments)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client, from accept to close."""
        upstream = None
        try:
            self.counts.connection()
            script = self.script()
            if script.hang:
                await reader.read()  # until the client gives up
                return
            if script.tls != "none":
                await writer.start_tls(self.server_tls[script.tls])
            upstream = await asyncio.open_connection(
                self.site.address, 636, ssl=self.upstream_tls, server_hostname=self.site.address, ssl_shutdown_timeout=1
            )
            await _Connection(self, reader, writer, *upstream).run()
        except (ConnectionDropped, OSError, BerError, ldap.LDAPError) as error:  # ssl.SSLError is an OSError
            print(f"connection closed: {error!r}", file=sys.stderr, flush=True)
        finally:
            writer.transport.abort()
            if upstream:
                upstream[1].close()  # not abort: what has been forwarded is to arrive


class _Connection:
    """One client's connection, and its own connection to the domain controller."""

    def __init__(self, proxy: Proxy, client_in, client_out, server_in, server_out):
        self.proxy = proxy
        self.client_in, self.client_out, self.server_in, self.server_out = client_in, client_out, server_in, server_out
        self.root_dse_searches: set[int] = set()
        self.forwarded: dict[int, _Forwarded] = {}  # by message id
        self.dirsyncs: dict[int, proxy_dirsync.Answer] = {}  # not answered to the end yet, by message id

    async def run(self) -> None:
        """Until either side ends, or one direction raises."""
        directions = [asyncio.create_task(self._from_client()), asyncio.create_task(self._from_server())]
        done, pending = await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        for task in done:
            task.result()

    async def _from_client(self) -> None:
        while (element := await read_element(self.client_in)) is not None:
            if self.proxy.script().hang:
                continue
            message = Message.parse(element)
            if message.operation.tag == MODIFY_REQUEST:
                await self._modify(message)
                continue
            if await self._dirsync(message):
                continue
            if ldap_messages.asks_for_root_dse(message.operation):
                self.root_dse_searches.add(message.id)
            await _send(self.server_out, element.encode())

    async def _dirsync(self, message: Message) -> bool:
        """Whether the request has been answered, with a page of an answer that is kept."""
        if not proxy_dirsync.asks_for_dirsync(message):
            return False
        place, size = proxy_dirsync.place_in(message), self.proxy.script().dirsync_page
        page = self.proxy.dirsync_pages.page(*place, size or sys.maxsize) if place else None
        if page is None:
            self.dirsyncs[message.id] = proxy_dirsync.Answer()
            return False
        await self._send_page(message.id, page)
        return True

    async def _dirsync_told(self, message: Message) -> None:
        """One message of the domain controller's answer."""
        answer, size = self.dirsyncs[message.id], self.proxy.script().dirsync_page
        ended = message.operation.tag == SEARCH_DONE
        if ended:
            del self.dirsyncs[message.id]
        if size is None and not answer.entries:
            if not ended and self.proxy.script_file.stops_dirsync():
                raise ConnectionDropped
            await _send(self.client_out, message.encode())
        elif not ended:
            answer.entries.append(message.operation)
        else:
            answer.done = message
            await self._send_page(message.id, self.proxy.dirsync_pages.page(self.proxy.dirsync_pages.keep(answer), 0, size or sys.maxsize))

    async def _send_page(self, message_id: int, page: proxy_dirsync.Page) -> None:
        for entry in page.entries:
            if self.proxy.script_file.stops_dirsync():
                raise ConnectionDropped
            await _send(self.client_out, Message(message_id, entry).encode())
        await _send(self.client_out, Message(message_id, page.done.operation, page.done.controls).encode())

    async def _modify(self, message: Message) -> None:
        request = ModifyRequest.parse(message.operation)
        dn = await self.proxy.ask_policy(HintedPolicy.canonical_dn, request.dn)
        count = lambda what: self.proxy.counts.modify(dn, request.attributes(), what)  # noqa: E731
        count("received")
        script = self.proxy.script()
        hinted, controls = self._take_hints(message, dn, script)
        action = self.proxy.script_file.modify_action([change.attribute for change in request.changes])
        if action == "drop-before":
            count("dropped")
            raise ConnectionDropped
        if script.rodc:
            action = (ldap_messages.REFERRAL, _RODC_REFERRAL)
        await asyncio.sleep(script.delay_request_ms / 1000)
        password = request.reset_to()
        if hinted and password and await self.proxy.ask_policy(HintedPolicy.refuses, request.dn, password):
            action = WINDOWS_ANSWERS["reset-refused"]
        if isinstance(action, tuple):
            count("answered")
            referral = f"ldap://{self.proxy.site.domain.dns}" if script.rodc else None
            await _send(self.client_out, ldap_messages.modify_response(message.id, *action, referral))
            return
        count("forwarded")
        self.forwarded[message.id] = _Forwarded(request, count, drop=action == "drop-after")
        await _send(self.server_out, Message(message.id, message.operation, controls).encode())

    def _take_hints(self, message: Message, dn: str, script: Script) -> tuple[bool, list[Control]]:
        """Whether the request carries a hint that we claim to know, and the controls that are left for the domain controller."""
        known = set(script.hint_oids())
        for control in message.controls:
            if control.oid in POLICY_HINTS.values():
                self.proxy.counts.hint(dn, control.oid, control.critical)
        left = [control for control in message.controls if control.oid not in known]
        return len(left) < len(message.controls), left

    async def _from_server(self) -> None:
        while (element := await read_element(self.server_in)) is not None:
            message = Message.parse(element)
            if message.id in self.dirsyncs and not self.proxy.script().hang:
                await self._dirsync_told(message)
                continue
            if message.operation.tag == MODIFY_RESPONSE and message.id in self.forwarded:
                await self._modify_answered(self.forwarded.pop(message.id), message)
            elif message.operation.tag == SEARCH_ENTRY and message.id in self.root_dse_searches:
                message = self._as_root_dse(message)
            if not self.proxy.script().hang:
                await _send(self.client_out, message.encode())

    async def _modify_answered(self, forwarded: "_Forwarded", message: Message) -> None:
        succeeded = ldap_messages.result_code(message.operation) == ldap_messages.SUCCESS
        password = forwarded.request.new_password()
        if succeeded and password:
            await self.proxy.ask_policy(HintedPolicy.remember, forwarded.request.dn, password)
        forwarded.count("succeeded" if succeeded else "refused")
        if forwarded.drop:
            forwarded.count("dropped")
            raise ConnectionDropped
        await asyncio.sleep(self.proxy.script().delay_response_ms / 1000)

    def _as_root_dse(self, message: Message) -> Message:
        script = self.proxy.script()
        more = {"supportedControl": script.hint_oids(), "supportedCapabilities": [_PARTIAL_SECRETS] if script.rodc else []}
        return Message(message.id, ldap_messages.with_more_values(message.operation, more), message.controls)


@dataclass(frozen=True)
class _Forwarded:
    """A modify that the domain controller has not answered yet."""

    request: ModifyRequest
    count: Callable[[str], None]
    drop: bool  # close the client's connection instead of passing the answer on


async def _send(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


def _server_contexts(site: Site, folder: Path) -> dict[str, ssl.SSLContext]:
    """A context for each of TLS_MODES that has one."""
    own_names, other_names = ["IP:127.0.0.1", "DNS:localhost"], ["DNS:another-host.example"]
    contexts = {}
    for mode in TLS_MODES:
        if mode == "none":
            continue
        certificate, key = folder / f"{mode}.pem", folder / f"{mode}.key"
        if mode == "untrusted":
            certificates.self_signed(certificate, key, own_names)
        else:
            certificates.issue(site.ca, site.ca_key, certificate, key, own_names if mode == "good" else other_names)
        contexts[mode] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[mode].load_cert_chain(certificate, key)
    return contexts


async def serve(site: Site, folder: Path, port: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    proxy = Proxy(site, folder)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", port)
    print(f"listening on 127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    stopped = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stopped.set)
    await stopped.wait()
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="An LDAPS proxy that plays other domain controllers.")
    parser.add_argument("--dc", type=Path, required=True, help="the folder of the domain controller")
    parser.add_argument("--folder", type=Path, required=True, help="where control.json is read and counts.json written")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    asyncio.run(serve(Site.load(options.dc), options.folder.resolve(), options.port))


if __name__ == "__main__":
    main()
