"""DirSync in pages, as Windows answers it and Samba never does (MS-ADTS 3.1.1.3.4.1.3).

The domain controller's whole answer is kept, and given out page by page: each page but the last says that there is more, with a cookie
that names the answer and the place in it, so that a page can be asked for again. The last one has the domain controller's own cookie.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from ldap_ber import OCTET_STRING, SEQUENCE, Element, elements, integer, make, string
from ldap_messages import Control, Message

DIRSYNC = "1.2.840.113556.1.4.841"
_MARK = b"TilbageProxyPage:"
_KEPT = 8  # answers


@dataclass
class Answer:
    """What the domain controller has said to one request."""

    entries: list[Element] = field(default_factory=list)  # operations of its messages
    done: Message | None = None


@dataclass(frozen=True)
class Page:
    entries: list[Element]
    done: Message


class Pages:
    """The answers of all connections."""

    def __init__(self) -> None:
        self._answers: dict[int, Answer] = {}
        self._numbers = itertools.count(1)

    def keep(self, answer: Answer) -> int:
        number = next(self._numbers)
        self._answers[number] = answer
        for old in list(self._answers)[:-_KEPT]:
            del self._answers[old]
        return number

    def page(self, number: int, offset: int, size: int) -> Page | None:
        """Of `size` entries; None when the answer is not kept any more."""
        answer = self._answers.get(number)
        if answer is None or answer.done is None:
            return None
        end = offset + size
        if end >= len(answer.entries):
            return Page(answer.entries[offset:], answer.done)
        cookie = _MARK + b"%d:%d" % (number, end)
        controls = [_control(1, cookie) if each.oid == DIRSYNC else each for each in answer.done.controls]
        return Page(answer.entries[offset:end], Message(answer.done.id, answer.done.operation, controls))


def asks_for_dirsync(message: Message) -> bool:
    return any(control.oid == DIRSYNC for control in message.controls)


def place_in(message: Message) -> tuple[int, int] | None:
    """The answer and the place in it that the request's cookie names; None: it is none of ours."""
    for control in message.controls:
        cookie = _cookie_of(control) if control.oid == DIRSYNC else b""
        if cookie.startswith(_MARK):
            number, offset = cookie[len(_MARK) :].split(b":")
            return int(number), int(offset)
    return None


def _cookie_of(control: Control) -> bytes:
    value = control.element.children()[-1]
    (sequence,) = elements(value.content)
    return sequence.children()[2].content


def _control(more: int, cookie: bytes) -> Control:
    value = make(SEQUENCE, integer(more), integer(0), string(cookie)).encode()
    return Control(DIRSYNC, False, make(SEQUENCE, string(DIRSYNC), Element(OCTET_STRING, value)))
