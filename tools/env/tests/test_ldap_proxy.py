"""The proxy passes everything on by default, and plays each of its parts when it is told to."""

import contextlib
import json
import ssl
import socket
import time
import unittest

import ldap
from ldap.controls import LDAPControl, RequestControl

import fixture
import population
import proxy_script
from ldap_ber import SEQUENCE, elements, integer, make, string
from proxy_dirsync import DIRSYNC

HINTS = "1.2.840.113556.1.4.2239"
OLD_HINTS = "1.2.840.113556.1.4.2066"
PARTIAL_SECRETS = "1.2.840.113556.1.4.1920"
REFUSED = "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0"


def hints(oid: str = HINTS, critical: bool = True) -> RequestControl:
    return RequestControl(oid, critical, bytes.fromhex("3003020101"))  # SEQUENCE { flags INTEGER 1 }


class TheProxy(fixture.EnvironmentTest):
    OPTIONS = ("--dc-only", "--proxy")

    def setUp(self) -> None:
        self.url = f"ldaps://127.0.0.1:{self.environment.ports['proxy']}"
        self.tell()

    def tell(self, **script) -> None:
        proxy_script.write(self.environment.proxy_control, json.dumps(script))

    def counts(self) -> dict:
        return json.loads(self.environment.proxy_counts.read_text())

    def row(self, account: str) -> dict:
        """What was counted about modifies of one person; there was one kind of them."""
        (row,) = [row for row in self.counts()["modifies"] if row["dn"] == self.dn(account)]
        return {key: value for key, value in row.items() if key != "dn"}

    def through(self):
        """The connector's connection, by way of the proxy."""
        return self.connector(self.url)

    def root_dse(self) -> dict[str, list[bytes]]:
        return self.attributes("", "supportedControl", "supportedCapabilities", connection=self.through())

    def assert_password(self, account: str, password: str) -> None:
        self.as_person(account, password)

    @contextlib.contextmanager
    def takes_at_least(self, seconds: float):
        began = time.monotonic()
        yield
        self.assertGreaterEqual(time.monotonic() - began, seconds)


class PassingOn(TheProxy):
    def test_searches_arrive_whole(self):
        base = f"OU=People,{self.site.domain.base_dn}"
        arguments = (base, ldap.SCOPE_SUBTREE, "(objectClass=user)")
        self.assertEqual(sorted(self.connector().search_s(*arguments)), sorted(self.through().search_s(*arguments)))

    def test_a_reset_is_written_and_counted_once_without_its_value(self):
        self.reset(self.through(), "user0001", "Helt-ny-K0de-1")
        self.assert_password("user0001", "Helt-ny-K0de-1")
        expected = {"attributes": "replace unicodePwd", "received": 1, "forwarded": 1, "succeeded": 1}
        self.assertEqual(expected, self.row("user0001"))
        self.assertNotIn("Helt", json.dumps(self.counts()))

    def test_a_refusal_comes_back_as_the_directory_worded_it(self):
        through, direct = (self.refusal(self.reset, connection, "user0002", "kort") for connection in (self.through(), self.connector()))
        self.assertEqual(direct, through)
        self.assertEqual(1, self.row("user0002")["refused"])

    def test_an_object_named_by_guid_is_counted_under_its_dn(self):
        guid = self.attributes(self.dn("escape"), "objectGUID")["objectGUID"][0]
        hexadecimal = "-".join((guid[3::-1].hex(), guid[5:3:-1].hex(), guid[7:5:-1].hex(), guid[8:10].hex(), guid[10:].hex()))
        self.through().modify_s(f"<GUID={hexadecimal}>", [(ldap.MOD_REPLACE, "lockoutTime", [b"0"])])
        self.assertEqual({"attributes": "replace lockoutTime", "received": 1, "forwarded": 1, "succeeded": 1}, self.row("escape"))

    def test_the_directory_does_not_know_policy_hints(self):
        self.assertNotIn(HINTS.encode(), self.root_dse()["supportedControl"])
        with self.assertRaises(ldap.UNAVAILABLE_CRITICAL_EXTENSION):
            self.reset(self.through(), "user0003", "Helt-ny-K0de-1", [hints()])

    def test_many_connections_at_once_are_served(self):
        before = self.counts()["connections"]
        connections = [self.through() for _ in range(16)]
        for number, connection in enumerate(connections, start=100):
            connection.modify_s(self.dn(f"user0{number}"), [(ldap.MOD_REPLACE, "lockoutTime", [b"0"])])
        for number in range(100, 116):
            self.assertEqual(1, self.row(f"user0{number}")["succeeded"])
        self.assertEqual(before + 16, self.counts()["connections"])

    def test_the_command_line_tells_it_and_shows_the_counts(self):
        fixture.env("proxy", self.folder, '{"modify": {"windows": "busy"}}')
        with self.assertRaises(ldap.BUSY):
            self.reset(self.through(), "user0004", "Helt-ny-K0de-1")
        self.assertEqual(self.counts(), json.loads(fixture.env("proxy", self.folder).stdout))

    def test_an_unknown_key_is_an_error_that_cannot_go_unnoticed(self):
        self.assertIn("unknown: modfy", fixture.env("proxy", self.folder, '{"modfy": "pass"}', check=False).stderr)
        self.environment.proxy_control.write_text('{"modfy": "pass"}')
        with self.assertRaises(ldap.SERVER_DOWN):
            self.through()
        self.assertIn("modfy", self.counts()["fault"])


class PolicyHints(TheProxy):
    def setUp(self) -> None:
        super().setUp()
        self.tell(policy_hints=["2239"])

    def reset_with_hints(self, account: str, password: str) -> None:
        self.reset(self.through(), account, password, [hints()])

    def test_the_control_is_listed(self):
        self.assertIn(HINTS.encode(), self.root_dse()["supportedControl"])
        self.assertNotIn(OLD_HINTS.encode(), self.root_dse()["supportedControl"])

    def test_the_older_control_can_be_listed_instead(self):
        self.tell(policy_hints=["2066"])
        self.assertIn(OLD_HINTS.encode(), self.root_dse()["supportedControl"])
        self.reset(self.through(), "user0001", "Helt-ny-K0de-1", [hints(OLD_HINTS)])

    def test_a_new_password_passes_and_the_control_is_on_record(self):
        self.reset_with_hints("user0002", "Helt-ny-K0de-1")
        self.assert_password("user0002", "Helt-ny-K0de-1")
        self.assertIn({"dn": self.dn("user0002"), "oid": HINTS, "critical": True}, self.counts()["policy_hints"])

    def test_an_earlier_password_is_refused(self):
        self.reset_with_hints("user0003", "Helt-ny-K0de-1")
        self.reset_with_hints("user0003", "Helt-ny-K0de-2")
        for earlier in ("Helt-ny-K0de-1", population.PEOPLE_PASSWORD, "Helt-ny-K0de-2"):
            with self.assertRaises(ldap.UNWILLING_TO_PERFORM) as refused:
                self.reset_with_hints("user0003", earlier)
            self.assertEqual(REFUSED, refused.exception.args[0]["info"].rstrip("\n\0"))
        self.assert_password("user0003", "Helt-ny-K0de-2")

    def test_a_password_older_than_the_history_passes(self):
        for number in range(5):
            self.reset_with_hints("user0004", f"Helt-ny-K0de-{number}")
        self.reset_with_hints("user0004", population.PEOPLE_PASSWORD)
        self.assert_password("user0004", population.PEOPLE_PASSWORD)

    def test_an_earlier_password_passes_without_the_control(self):
        self.reset(self.through(), "user0005", population.PEOPLE_PASSWORD)

    def test_a_young_password_is_refused_and_an_older_one_is_not(self):
        self.assertIn("0000052D", self.refusal(self.reset_with_hints, "strictyoung", "En-helt-ny-K0de-1"))
        self.reset_with_hints("strict", "En-helt-ny-K0de-1")

    def test_other_rules_are_still_the_directory_s(self):
        self.assertIn("too short", self.refusal(self.reset_with_hints, "user0006", "kort"))


class AnsweringBadly(TheProxy):
    def unlock(self, account: str, connection=None) -> None:
        (connection or self.through()).modify_s(self.dn(account), [(ldap.MOD_REPLACE, "lockoutTime", [b"0"])])

    def impatient(self):
        connection = self.through()
        connection.set_option(ldap.OPT_TIMEOUT, 0.3)
        return connection

    def test_a_delayed_request_is_written_late(self):
        self.tell(delay_request_ms=400)
        with self.takes_at_least(0.4):
            self.reset(self.through(), "user0001", "Helt-ny-K0de-1")

    def test_a_delayed_answer_is_to_a_reset_that_is_written(self):
        self.tell(delay_response_ms=2000)
        with self.assertRaises(ldap.TIMEOUT):
            self.reset(self.impatient(), "user0002", "Helt-ny-K0de-1")
        self.assert_password("user0002", "Helt-ny-K0de-1")

    def test_a_connection_that_stood_before_hangs_too(self):
        connection = self.impatient()
        self.tell(hang=True)
        with self.assertRaises(ldap.TIMEOUT):
            self.unlock("user0003", connection)
        self.assertNotIn(self.dn("user0003"), [row["dn"] for row in self.counts()["modifies"]])

    def test_a_new_connection_hangs_before_tls(self):
        self.tell(hang=True)
        with socket.create_connection(("127.0.0.1", self.environment.ports["proxy"])) as plain:
            plain.settimeout(0.3)
            with self.assertRaises(TimeoutError):
                ssl.create_default_context(cafile=str(self.site.ca)).wrap_socket(plain, server_hostname="127.0.0.1")

    def test_a_drop_before_leaves_the_password_as_it_was(self):
        self.tell(modify="drop-before")
        with self.assertRaises(ldap.SERVER_DOWN):
            self.reset(self.through(), "user0004", "Helt-ny-K0de-1")
        self.assert_password("user0004", population.PEOPLE_PASSWORD)
        self.assertEqual({"attributes": "replace unicodePwd", "received": 1, "dropped": 1}, self.row("user0004"))

    def test_a_drop_after_has_written_the_password(self):
        self.tell(modify="drop-after")
        with self.assertRaises(ldap.SERVER_DOWN):
            self.reset(self.through(), "user0005", "Helt-ny-K0de-1")
        self.assert_password("user0005", "Helt-ny-K0de-1")
        expected = {"attributes": "replace unicodePwd", "received": 1, "forwarded": 1, "succeeded": 1, "dropped": 1}
        self.assertEqual(expected, self.row("user0005"))

    def test_misbehaves_only_so_often(self):
        self.tell(modify="drop-before", modify_times=1)
        with self.assertRaises(ldap.SERVER_DOWN):
            self.unlock("user0006")
        self.unlock("user0006")

    def test_misbehaves_only_with_that_attribute(self):
        self.tell(modify={"code": 51, "message": "busy"}, modify_attribute="unicodePwd")
        self.unlock("user0007")
        with self.assertRaises(ldap.BUSY):
            self.reset(self.through(), "user0007", "Helt-ny-K0de-1")

    def test_answers_as_told_and_forwards_nothing(self):
        self.tell(modify={"code": 53, "message": "0000001F: SvcErr: told so"})
        with self.assertRaises(ldap.UNWILLING_TO_PERFORM) as refused:
            self.reset(self.through(), "user0008", "Helt-ny-K0de-1")
        self.assertEqual("0000001F: SvcErr: told so", refused.exception.args[0]["info"])
        self.assertEqual({"attributes": "replace unicodePwd", "received": 1, "answered": 1}, self.row("user0008"))
        self.assert_password("user0008", population.PEOPLE_PASSWORD)

    def test_answers_as_windows_does(self):
        for name, code, prefix in (
            ("reset-refused", ldap.UNWILLING_TO_PERFORM, "0000052D: SvcErr"),
            ("change-refused", ldap.CONSTRAINT_VIOLATION, "0000052D: AtrErr"),
            ("no-rights", ldap.INSUFFICIENT_ACCESS, "00000005: SecErr"),
            ("no-such-object", ldap.NO_SUCH_OBJECT, "0000208D: NameErr"),
        ):
            with self.subTest(name):
                self.tell(modify={"windows": name})
                with self.assertRaises(code) as refused:
                    self.unlock("user0009")
                self.assertTrue(refused.exception.args[0]["info"].startswith(prefix))


class OtherServers(TheProxy):
    def handshake_error(self) -> str:
        context = ssl.create_default_context(cafile=str(self.site.ca))
        with socket.create_connection(("127.0.0.1", self.environment.ports["proxy"])) as plain:
            plain.settimeout(2)
            with self.assertRaises(OSError) as refused:  # ssl.SSLError among them
                context.wrap_socket(plain, server_hostname="127.0.0.1")
        return str(refused.exception)

    def test_a_read_only_domain_controller_says_so_and_refers_writes(self):
        self.tell(rodc=True)
        self.assertIn(PARTIAL_SECRETS.encode(), self.root_dse()["supportedCapabilities"])
        with self.assertRaises(ldap.REFERRAL):
            self.reset(self.through(), "user0001", "Helt-ny-K0de-1")
        self.assert_password("user0001", population.PEOPLE_PASSWORD)

    def test_a_writable_one_does_not(self):
        self.assertNotIn(PARTIAL_SECRETS.encode(), self.root_dse()["supportedCapabilities"])

    def test_another_host_s_certificate(self):
        self.tell(tls="wrong-name")
        self.assertIn("not valid for '127.0.0.1'", self.handshake_error())
        with self.assertRaises(ldap.SERVER_DOWN):
            self.through()

    def test_an_untrusted_certificate(self):
        self.tell(tls="untrusted")
        self.assertIn("self-signed", self.handshake_error())
        with self.assertRaises(ldap.SERVER_DOWN):
            self.through()

    def test_no_tls_at_all(self):
        self.tell(tls="none")
        self.handshake_error()
        with self.assertRaises(ldap.SERVER_DOWN):
            self.through()

    def test_the_directory_s_own_certificate_again(self):
        self.tell(tls="untrusted")
        self.tell(tls="good")
        self.through()


class DirSyncAnswer(LDAPControl):
    controlType = DIRSYNC

    def __init__(self, *_arguments, **_named):
        self.more, self.cookie = False, b""

    def decodeControlValue(self, value: bytes) -> None:  # noqa: N802, python-ldap's name
        (sequence,) = elements(value)
        more, _, cookie = sequence.children()
        self.more, self.cookie = more.integer() != 0, cookie.content


class DirSyncInPages(TheProxy):
    def answer(self, connection, cookie: bytes = b"") -> tuple[list[str], DirSyncAnswer]:
        """One answer: the names in it, and its control."""
        value = make(SEQUENCE, integer(1), integer(0x100000), string(cookie)).encode()  # 1: LDAP_DIRSYNC_OBJECT_SECURITY
        asked = connection.search_ext(
            self.site.domain.base_dn, ldap.SCOPE_SUBTREE, "(objectClass=user)", ["name"], serverctrls=[RequestControl(DIRSYNC, True, value)]
        )
        _, data, _, controls = connection.result3(asked, resp_ctrl_classes={DIRSYNC: DirSyncAnswer})
        return [dn for dn, _ in data if dn], controls[0]

    def test_no_page_is_lost_or_said_twice(self):
        whole, end = self.answer(self.through())
        self.assertFalse(end.more)
        self.tell(dirsync_page=100)
        connection, names, pages, more, cookie = self.through(), [], 0, True, b""
        while more:
            page, control = self.answer(connection, cookie)
            names, pages, more, cookie = names + page, pages + 1, control.more, control.cookie
        self.assertEqual(sorted(whole), sorted(names))
        self.assertEqual(-(-len(whole) // 100), pages)
        self.assertEqual(([], False), (self.answer(connection, cookie)[0], self.answer(connection, cookie)[1].more))

    def test_a_page_is_given_again_on_another_connection(self):
        self.tell(dirsync_page=100)
        _, first = self.answer(self.through())
        self.assertEqual(self.answer(self.through(), first.cookie)[0], self.answer(self.through(), first.cookie)[0])

    def test_a_page_breaks_off_once(self):
        self.tell(dirsync_page=100, dirsync_stop_after=30)
        with self.assertRaises(ldap.SERVER_DOWN):
            self.answer(self.through())
        self.assertEqual(100, len(self.answer(self.through())[0]))


if __name__ == "__main__":
    unittest.main()
