"""The mail server takes mail over SMTP and files it whole."""

import email
import email.policy
import smtplib
import time
import unittest
from email.message import EmailMessage

import fixture


class TheMailServer(fixture.EnvironmentTest):
    def send(self, message: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.environment.ports["mail"], timeout=5) as client:
            client.send_message(message)

    def message(self, subject: str, text: str = "Hej\n") -> EmailMessage:
        message = EmailMessage()
        message["From"] = "Tilbage <no-reply@ex1.test>"
        message["To"] = "user0001.private@mail.example"
        message["Subject"] = subject
        message.set_content(text)
        return message

    def filed(self, subject: str) -> list[email.message.EmailMessage]:
        mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in self.environment.mail_dir.glob("*.eml")]
        return [mail for mail in mails if mail["Subject"] == subject]

    def test_files_each_mail_once_with_its_envelope(self):
        self.send(self.message("en"))
        (mail,) = self.filed("en")
        self.assertEqual("<no-reply@ex1.test>", mail["Return-Path"])
        self.assertEqual("user0001.private@mail.example", mail["Delivered-To"])

    def test_keeps_danish_letters_and_lines_that_begin_with_a_dot(self):
        text = "Din kode, Åse Bjørn:\n.123456\n"
        self.send(self.message("Nulstil adgangskode på én gang", text))
        (mail,) = self.filed("Nulstil adgangskode på én gang")
        self.assertEqual(text, mail.get_content().replace("\r\n", "\n"))

    def test_takes_many_at_once_and_loses_none(self):
        with smtplib.SMTP("127.0.0.1", self.environment.ports["mail"], timeout=5) as client:
            for _ in range(50):
                client.send_message(self.message("mange"))
        self.assertEqual(50, len(self.filed("mange")))

    def test_refuses_as_many_as_it_is_told_to(self):
        self.environment.mail_refuse_file.write_text("2")
        for _ in range(2):
            with self.assertRaises(smtplib.SMTPDataError) as refused:
                self.send(self.message("senere"))
            self.assertEqual(451, refused.exception.smtp_code)
        self.send(self.message("senere"))
        self.assertEqual(1, len(self.filed("senere")))

    def test_leaves_no_partial_file(self):
        self.send(self.message("hel"))
        self.assertEqual([], list(self.environment.mail_dir.glob(".*")))

    def test_names_sort_by_time(self):
        for subject in ("a", "b"):
            self.send(self.message(subject))
            time.sleep(0.001)
        subjects = [email.message_from_bytes(path.read_bytes())["Subject"] for path in sorted(self.environment.mail_dir.glob("*.eml"))]
        self.assertLess(subjects.index("a"), subjects.index("b"))


if __name__ == "__main__":
    unittest.main()
