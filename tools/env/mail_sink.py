#!/usr/bin/python3
"""A local SMTP server (RFC 5321) that files every mail it takes as one .eml in a folder.

    mail_sink.py --folder MAIL_DIR [--port 0] [--refuse-file FILE]

Prints "listening on 127.0.0.1:PORT". A file appears under its name only when it is whole. While FILE holds a number above
zero, a mail is answered 451 (try again later) and the number is counted down.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Filing:
    """The handler of one server; aiosmtpd calls it on the event loop's thread."""

    def __init__(self, folder: Path, refuse_file: Path | None):
        self.folder, self.refuse_file, self.count = folder, refuse_file, 0

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802, the name is aiosmtpd's
        if self._refuses():
            return "451 4.3.0 Refused, as the test asked for; try again later"
        self.count += 1
        name = f"{time.time_ns():020d}-{self.count:04d}.eml"
        recipients = "".join(f"Delivered-To: {address}\r\n" for address in envelope.rcpt_tos)
        header = f"Return-Path: <{envelope.mail_from}>\r\n{recipients}".encode()
        partial = self.folder / f".{name}.partial"
        partial.write_bytes(header + envelope.original_content)
        partial.rename(self.folder / name)
        return "250 2.0.0 Filed"

    def _refuses(self) -> bool:
        try:
            left = int(self.refuse_file.read_text()) if self.refuse_file else 0
        except (FileNotFoundError, ValueError):
            return False
        if left > 0:
            self.refuse_file.write_text(str(left - 1))
        return left > 0


async def serve(folder: Path, port: int, refuse_file: Path | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.get_running_loop()
    handler = Filing(folder, refuse_file)
    server = await loop.create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=True, hostname="mail.example", loop=loop), "127.0.0.1", port
    )
    print(f"listening on 127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    stopped = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stopped.set)
    await stopped.wait()
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="A local SMTP server that files what it gets.")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--refuse-file", type=Path)
    options = parser.parse_args()
    os.umask(0o077)
    asyncio.run(serve(options.folder, options.port, options.refuse_file))


if __name__ == "__main__":
    main()
