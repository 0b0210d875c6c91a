"""BER and the LDAP messages made of it."""

import asyncio
import unittest

import fixture  # noqa: F401, sets the path
import ldap_ber
import ldap_messages
from ldap_ber import BerError, Element, elements, integer, make, string


def read(data: bytes) -> Element | None:
    async def feed() -> Element | None:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        return await ldap_ber.read_element(reader)

    return asyncio.run(feed())


class Ber(unittest.TestCase):
    def test_integers_are_as_short_as_can_be_and_keep_their_sign(self):
        for value, content in ((0, "00"), (127, "7f"), (128, "0080"), (256, "0100"), (-1, "ff"), (-129, "ff7f"), (2**31 - 1, "7fffffff")):
            self.assertEqual(bytes.fromhex(content), integer(value).content, value)
            self.assertEqual(value, integer(value).integer())

    def test_lengths_of_every_form_come_back(self):
        for length in (0, 1, 127, 128, 255, 256, 65535, 65536):
            element = string(b"x" * length)
            self.assertEqual([element], list(elements(element.encode())))
            self.assertEqual(element, read(element.encode()))

    def test_a_length_longer_than_needed_is_read(self):
        self.assertEqual(string(b"ab"), read(bytes.fromhex("0484000000026162")))

    def test_what_is_not_ber_of_ldap_is_refused(self):
        for wrong in ("0480", "04850000000001", "1f8101", "0405ff", "04", "0484ff"):
            with self.subTest(wrong), self.assertRaises(BerError):
                list(elements(bytes.fromhex(wrong)))

    def test_a_stream_that_ends_early_is_at_its_end(self):
        for cut in ("", "30", "3005", "300502", "3084"):
            self.assertIsNone(read(bytes.fromhex(cut)))

    def test_a_message_beyond_all_bounds_is_refused_before_it_is_read(self):
        with self.assertRaises(BerError):
            read(bytes.fromhex("3084ffffffff"))


class Messages(unittest.TestCase):
    def request(self, *changes: tuple[int, str, bytes]) -> ldap_messages.ModifyRequest:
        encoded = [
            make(0x30, integer(operation, 0x0A), make(0x30, string(name), make(0x31, string(value)))) for operation, name, value in changes
        ]
        return ldap_messages.ModifyRequest.parse(make(0x66, string("CN=a"), make(0x30, *encoded)))

    def test_a_reset_is_one_replace(self):
        request = self.request((2, "unicodePwd", b"new"), (2, "lockoutTime", b"0"))
        self.assertEqual(b"new", request.reset_to())
        self.assertEqual(b"new", request.new_password())
        self.assertEqual("replace unicodePwd, replace lockoutTime", request.attributes())

    def test_a_change_is_a_delete_and_an_add(self):
        request = self.request((1, "unicodePwd", b"old"), (0, "unicodePwd", b"new"))
        self.assertIsNone(request.reset_to())
        self.assertEqual(b"new", request.new_password())

    def test_an_unlock_has_no_password(self):
        self.assertIsNone(self.request((2, "lockoutTime", b"0")).new_password())

    def test_a_message_comes_back_with_its_controls(self):
        control = make(0x30, string("1.2.3"), make(0x01, b"\xff"), string(b"\x30\x00"))
        encoded = make(0x30, integer(7), make(0x66, string("CN=a"), make(0x30)), make(0xA0, control)).encode()
        message = ldap_messages.Message.parse(read(encoded))
        self.assertEqual((7, "1.2.3", True), (message.id, message.controls[0].oid, message.controls[0].critical))
        self.assertEqual(encoded, message.encode())

    def test_an_entry_gets_values_for_attributes_that_it_has_only(self):
        attribute = make(0x30, string("supportedControl"), make(0x31, string("1.1")))
        entry = make(ldap_messages.SEARCH_ENTRY, string(""), make(0x30, attribute))
        more = ldap_messages.with_more_values(entry, {"SUPPORTEDCONTROL": ["1.2"], "supportedCapabilities": ["1.3"]})
        wanted = make(0x30, string("supportedControl"), make(0x31, string("1.1"), string("1.2")))
        self.assertEqual(make(ldap_messages.SEARCH_ENTRY, string(""), make(0x30, wanted)), more)

    def test_only_a_base_search_of_the_empty_dn_is_one_of_the_root_dse(self):
        def search(base: str, scope: int) -> Element:
            return make(ldap_messages.SEARCH_REQUEST, string(base), integer(scope, 0x0A))

        self.assertTrue(ldap_messages.asks_for_root_dse(search("", 0)))
        self.assertFalse(ldap_messages.asks_for_root_dse(search("", 2)))
        self.assertFalse(ldap_messages.asks_for_root_dse(search("DC=ex1", 0)))


if __name__ == "__main__":
    unittest.main()
