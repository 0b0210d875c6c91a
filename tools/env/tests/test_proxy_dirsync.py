"""A whole answer to DirSync comes out page by page, and none of it is lost or said twice."""

import unittest

import fixture  # noqa: F401, sets the path
from ldap_ber import SEQUENCE, Element, integer, make, string
from ldap_messages import SEARCH_DONE, SEARCH_ENTRY, Control, Message
from proxy_dirsync import DIRSYNC, Answer, Pages, asks_for_dirsync, place_in


def control(more: int, cookie: bytes) -> Control:
    value = make(SEQUENCE, integer(more), integer(0), string(cookie)).encode()
    return Control(DIRSYNC, True, make(SEQUENCE, string(DIRSYNC), string(value)))


def request(cookie: bytes) -> Message:
    return Message(7, Element(0x63, b""), [control(1, cookie)])


class ThePages(unittest.TestCase):
    def setUp(self) -> None:
        self.pages = Pages()
        self.entries = [make(SEARCH_ENTRY, string(f"CN={number}")) for number in range(5)]
        self.done = Message(3, Element(SEARCH_DONE, b""), [control(0, b"the server's own")])

    def keep(self) -> int:
        return self.pages.keep(Answer(list(self.entries), self.done))

    def test_give_everything_once_and_end_with_the_server_s_own_cookie(self):
        number, offset, seen = self.keep(), 0, []
        for _ in range(3):
            page = self.pages.page(number, offset, 2)
            seen += page.entries
            place = place_in(page.done)
            if place:
                number, offset = place
        self.assertEqual(self.entries, seen)
        self.assertEqual(self.done, page.done)

    def test_say_in_the_control_that_there_is_more(self):
        page = self.pages.page(self.keep(), 0, 4)
        (only,) = page.done.controls
        (sequence,) = [Element(SEQUENCE, part.content) for part in only.element.children()[1:]]
        more, _, cookie = sequence.children()[0].children()
        self.assertEqual(1, more.integer())
        self.assertTrue(cookie.content)

    def test_can_be_asked_for_again(self):
        number = self.keep()
        self.assertEqual(self.pages.page(number, 2, 2), self.pages.page(number, 2, 2))

    def test_know_no_answer_that_they_do_not_keep(self):
        first = self.keep()
        for _ in range(8):
            self.keep()
        self.assertIsNone(self.pages.page(first, 0, 2))
        self.assertIsNone(self.pages.page(4711, 0, 2))


class ARequest(unittest.TestCase):
    def test_with_a_cookie_of_the_server_s_is_none_of_ours(self):
        self.assertTrue(asks_for_dirsync(request(b"MSDS")))
        self.assertIsNone(place_in(request(b"MSDS")))
        self.assertIsNone(place_in(request(b"")))
        self.assertFalse(asks_for_dirsync(Message(7, Element(0x63, b""))))


if __name__ == "__main__":
    unittest.main()
