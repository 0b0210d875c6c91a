#!/usr/bin/python3
"""A provider of text messages: takes the tenant's webhook calls over HTTPS and files each as one line of JSON.

    text_sink.py --folder FOLDER --file SMS_FILE [--port 0] [--refuse-file FILE]

FOLDER holds cert.pem, key.pem, `authorization` and `signature-key` (make() puts them there). Prints "listening on 127.0.0.1:PORT".
Every line has id, to, from, text and at (milliseconds). A call without the right authorization and signature is answered 401. While
FILE holds a number above zero, a text is answered 503 (not taken, try again) and the number is counted down.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import os
import secrets
import signal
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import certificates

_CLOCK_SECONDS = 300  # how old a signature may be, as Standard Webhooks advises
_LONGEST_BODY = 65536


def make(folder: Path) -> None:
    """What the two ends agree on."""
    folder.mkdir(mode=0o700)
    certificates.self_signed(folder / "cert.pem", folder / "key.pem", ["IP:127.0.0.1"])
    _write_secret(folder / "authorization", f"Bearer {secrets.token_urlsafe(24)}")
    _write_secret(folder / "signature-key", f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}")


def signature(key: str, message_id: str, timestamp: str, body: bytes) -> str:
    """Standard Webhooks 1.0, symmetric."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(base64.b64decode(key.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


class Filing:
    """What all calls share."""

    def __init__(self, folder: Path, file: Path, refuse_file: Path | None):
        self.authorization = (folder / "authorization").read_text().strip()
        self.key = (folder / "signature-key").read_text().strip()
        self.file, self.refuse_file, self.lock = file, refuse_file, threading.Lock()

    def knows(self, headers, body: bytes) -> bool:
        message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > _CLOCK_SECONDS:
            return False
        signed = hmac.compare_digest(headers.get("webhook-signature", ""), signature(self.key, message_id, timestamp, body))
        return signed and hmac.compare_digest(headers.get("Authorization", ""), self.authorization)

    def take(self, body: bytes) -> int:
        with self.lock:
            if self._refuses():
                return 503
            line = json.dumps(json.loads(body) | {"at": time.time_ns() // 1_000_000}, ensure_ascii=False)
            with self.file.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        return 202

    def _refuses(self) -> bool:
        try:
            left = int(self.refuse_file.read_text()) if self.refuse_file else 0
        except (FileNotFoundError, ValueError):
            return False
        if left > 0:
            self.refuse_file.write_text(str(left - 1))
        return left > 0


def handler_of(filing: Filing) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_POST(self) -> None:  # noqa: N802, the name is http.server's
            body = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), _LONGEST_BODY))
            try:
                self._answer(filing.take(body) if filing.knows(self.headers, body) else 401)
            except ValueError:
                self._answer(400)

        def do_HEAD(self) -> None:  # noqa: N802
            self._answer(405)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments) -> None:
            """Texts hold codes."""

    return Handler


def serve(folder: Path, file: Path, port: int, refuse_file: Path | None) -> None:
    file.touch(mode=0o600)
    server = ThreadingHTTPServer(("127.0.0.1", port), handler_of(Filing(folder, file, refuse_file)))
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    # Not on accept: who connects and says nothing must not keep the others waiting.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"listening on 127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever(poll_interval=0.1)


def _write_secret(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--refuse-file", type=Path)
    asked = parser.parse_args()
    serve(asked.folder, asked.file, asked.port, asked.refuse_file)


if __name__ == "__main__":
    main()
