#!/usr/bin/python3
"""The main job, shown: an environment, one password reset in a real browser, and Kerberos accepts the new password.

Keeps running afterwards so that one can look around; --once ends instead.
"""
import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENV = [sys.executable, str(ROOT / "tools/env/env.py")]


def main():
    parser = argparse.ArgumentParser(prog="./dev demo", description=__doc__.splitlines()[0])
    parser.add_argument("--once", action="store_true", help="end after the reset")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="tilbage-demo-")
    try:
        subprocess.run([*ENV, "up", folder, "--allow-unlock"], check=True)
        done = subprocess.run(["node", str(ROOT / "tests/scenario/demo.mjs"), folder], check=False)
        if done.returncode != 0:
            return done.returncode
        if not arguments.once:
            print("\nIt keeps running; the addresses are above. Ctrl-C ends it.", flush=True)
            signal.pause()
        return 0
    except KeyboardInterrupt:
        return 0
    finally:
        subprocess.run([*ENV, "down", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
