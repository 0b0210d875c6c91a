"""The LDAP messages (RFC 4511) that the proxy looks into: ModifyRequest, rootDSE searches and their entries."""

from __future__ import annotations

from dataclasses import dataclass, field

from ldap_ber import ENUMERATED, SEQUENCE, SET, BerError, Element, integer, make, string

# protocolOp tags, RFC 4511 section 4.2 and on
SEARCH_REQUEST, SEARCH_ENTRY, SEARCH_DONE, MODIFY_REQUEST, MODIFY_RESPONSE = 0x63, 0x64, 0x65, 0x66, 0x67
_CONTROLS, _REFERRAL = 0xA0, 0xA3
_BASE_OBJECT = 0

SUCCESS, REFERRAL = 0, 10  # resultCode

_OPERATIONS = {0: "add", 1: "delete", 2: "replace"}


@dataclass(frozen=True)
class Control:
    oid: str
    critical: bool
    element: Element  # as it came

    @staticmethod
    def parse(element: Element) -> "Control":
        oid, *rest = element.children()
        critical = bool(rest and rest[0].tag == 0x01 and rest[0].content != b"\0")
        return Control(oid.text(), critical, element)


@dataclass(frozen=True)
class Message:
    id: int
    operation: Element
    controls: list[Control] = field(default_factory=list)

    @staticmethod
    def parse(element: Element) -> "Message":
        if element.tag != SEQUENCE:
            raise BerError("not an LDAP message")
        message_id, operation, *rest = element.children()
        controls = [Control.parse(each) for part in rest if part.tag == _CONTROLS for each in part.children()]
        return Message(message_id.integer(), operation, controls)

    def encode(self) -> bytes:
        parts = [integer(self.id), self.operation]
        if self.controls:
            parts.append(make(_CONTROLS, *(control.element for control in self.controls)))
        return make(SEQUENCE, *parts).encode()


@dataclass(frozen=True)
class Change:
    operation: str  # add, delete, replace
    attribute: str
    values: list[bytes]


@dataclass(frozen=True)
class ModifyRequest:
    dn: str
    changes: list[Change]

    @staticmethod
    def parse(operation: Element) -> "ModifyRequest":
        dn, changes = operation.children()
        return ModifyRequest(dn.text(), [_change(each) for each in changes.children()])

    def attributes(self) -> str:
        """What is modified and how, without the values: "replace unicodePwd, replace lockoutTime"."""
        return ", ".join(f"{change.operation} {change.attribute}" for change in self.changes)

    def _values(self, operation: str) -> list[bytes]:
        return [
            value
            for change in self.changes
            if change.operation == operation and change.attribute.lower() == "unicodepwd"
            for value in change.values
        ]

    def reset_to(self) -> bytes | None:
        """The new password of a reset (MS-ADTS 3.1.1.3.1.5: one replace), as unicodePwd."""
        return next(iter(self._values("replace")), None)

    def new_password(self) -> bytes | None:
        """The new password of a reset, or of a change (a delete and an add)."""
        return self.reset_to() or next(iter(self._values("add")), None)


def _change(element: Element) -> Change:
    operation, modification = element.children()
    attribute, values = modification.children()
    return Change(_OPERATIONS[operation.integer()], attribute.text(), [value.content for value in values.children()])


def modify_response(message_id: int, code: int, diagnostic_message: str, referral: str | None = None) -> bytes:
    parts = [integer(code, ENUMERATED), string(""), string(diagnostic_message)]
    if referral:
        parts.append(make(_REFERRAL, string(referral)))
    return Message(message_id, make(MODIFY_RESPONSE, *parts)).encode()


def result_code(operation: Element) -> int:
    return operation.children()[0].integer()


def asks_for_root_dse(operation: Element) -> bool:
    if operation.tag != SEARCH_REQUEST:
        return False
    base, scope, *_ = operation.children()
    return base.content == b"" and scope.integer() == _BASE_OBJECT


def with_more_values(entry: Element, more: dict[str, list[str]]) -> Element:
    """A SearchResultEntry with further values for those attributes that it has."""
    name, attributes = entry.children()
    wanted = {attribute.lower(): values for attribute, values in more.items()}
    amended = []
    for attribute in attributes.children():
        kind, values = attribute.children()
        added = [string(value) for value in wanted.get(kind.text().lower(), [])]
        amended.append(make(SEQUENCE, kind, make(SET, values.content, *added)))
    return make(SEARCH_ENTRY, name, make(SEQUENCE, *amended))
