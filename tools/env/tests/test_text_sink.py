"""The provider of text messages files what it is sent, from whom it knows."""

import json
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import text_sink  # noqa: E402


class TheTextSink(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name, "text")
        self.file, self.refuse = Path(scratch.name, "texts.jsonl"), Path(scratch.name, "refuse")
        text_sink.make(self.folder)
        files = ["--folder", self.folder, "--file", self.file, "--refuse-file", self.refuse]
        command = [sys.executable, str(HERE.parent / "text_sink.py"), *map(str, files)]
        self.sink = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.end)
        self.url = f"https://{self.sink.stdout.readline().split()[-1]}/texts"

    def end(self):
        self.sink.terminate()
        self.assertEqual(0, self.sink.wait(timeout=10))
        self.sink.stdout.close()

    def post(self, body: dict, key: str | None = None, authorization: str | None = None) -> int:
        data, moment = json.dumps(body).encode(), str(int(time.time()))
        key = key or (self.folder / "signature-key").read_text().strip()
        headers = {
            "webhook-id": "one",
            "webhook-timestamp": moment,
            "webhook-signature": text_sink.signature(key, "one", moment, data),
            "Authorization": authorization or (self.folder / "authorization").read_text().strip(),
        }
        context = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url, data, headers), timeout=10, context=context) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code

    def filed(self) -> list[dict]:
        return [json.loads(line) for line in self.file.read_text().splitlines()]

    def test_files_a_line_for_each_text(self):
        self.assertEqual(202, self.post({"id": "one", "to": "+4512345678", "from": "Example", "text": "Blåbærgrød\n1"}))
        self.assertEqual(202, self.post({"id": "two", "to": "+4512345678", "from": "Example", "text": "2"}))
        first, second = self.filed()
        self.assertEqual(["one", "+4512345678", "Blåbærgrød\n1"], [first["id"], first["to"], first["text"]])
        self.assertLessEqual(first["at"], second["at"])

    def test_knows_its_caller_by_signature_and_authorization(self):
        self.assertEqual(401, self.post({"text": "x"}, key="whsec_AAAA"))
        self.assertEqual(401, self.post({"text": "x"}, authorization="Bearer other"))
        self.assertEqual([], self.filed())

    def test_refuses_as_often_as_it_is_told(self):
        self.refuse.write_text("1")
        self.assertEqual([503, 202], [self.post({"text": "x"}), self.post({"text": "x"})])
        self.assertEqual(1, len(self.filed()))


if __name__ == "__main__":
    unittest.main()
