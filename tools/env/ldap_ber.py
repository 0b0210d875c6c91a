"""BER as LDAP uses it (RFC 4511 section 5.1: definite lengths, single-byte tags), enough to read messages and to write answers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Iterator

INTEGER, OCTET_STRING, ENUMERATED, BOOLEAN, SEQUENCE, SET = 0x02, 0x04, 0x0A, 0x01, 0x30, 0x31
MAX_MESSAGE = 64 * 1024 * 1024


class BerError(ValueError):
    """The bytes are not BER of the kind LDAP uses."""


@dataclass(frozen=True)
class Element:
    tag: int
    content: bytes

    def children(self) -> list["Element"]:
        return list(elements(self.content))

    def integer(self) -> int:
        return int.from_bytes(self.content, "big", signed=True)

    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    def encode(self) -> bytes:
        return bytes([self.tag]) + _length(len(self.content)) + self.content


def make(tag: int, *parts: Element | bytes) -> Element:
    return Element(tag, b"".join(part.encode() if isinstance(part, Element) else part for part in parts))


def integer(value: int, tag: int = INTEGER) -> Element:
    return Element(tag, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def string(value: str | bytes, tag: int = OCTET_STRING) -> Element:
    return Element(tag, value.encode() if isinstance(value, str) else value)


def elements(data: bytes) -> Iterator[Element]:
    """The elements that follow one another in `data`, to its end."""
    offset = 0
    while offset < len(data):
        tag, start, end = _header(data, offset)
        if end > len(data):
            raise BerError("an element is longer than what holds it")
        yield Element(tag, data[start:end])
        offset = end


async def read_element(reader: asyncio.StreamReader) -> Element | None:
    """The next element of a stream; None at its end."""
    try:
        head = await reader.readexactly(2)
        count = head[1] & 0x7F if head[1] & 0x80 else 0
        if count > 4 or head[1] == 0x80:
            raise BerError("an impossible length")
        head += await reader.readexactly(count)
        tag, _, end = _header(head, 0)
        if end - len(head) > MAX_MESSAGE:
            raise BerError("a message beyond all bounds")
        return Element(tag, await reader.readexactly(end - len(head)))
    except asyncio.IncompleteReadError:
        return None


def _header(data: bytes, offset: int) -> tuple[int, int, int]:
    """(tag, start of the content, its end)"""
    if len(data) < offset + 2:
        raise BerError("an element without a length")
    tag, first = data[offset], data[offset + 1]
    if tag & 0x1F == 0x1F:
        raise BerError("a tag of several bytes")
    start = offset + 2
    if first < 0x80:
        return tag, start, start + first
    count = first & 0x7F
    if count == 0 or count > 4 or len(data) < start + count:
        raise BerError("an impossible length")
    return tag, start + count, start + count + int.from_bytes(data[start : start + count], "big")


def _length(length: int) -> bytes:
    if length < 0x80:
        return bytes([length])
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets
