#!/usr/bin/python3
"""Everything that a person needs to see Tilbage at work, in one folder, on loopback: see README.md beside this file."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from pathlib import Path

import ldap

import exports
import living
import loopback
import population
import process
import product
import proxy_script
from environment import PARTS, Environment, EnvironmentFault, Options

_FAULTS = (EnvironmentFault, process.ProcessError, product.ProductFault, loopback.NoneFree, RuntimeError, OSError, ValueError, LookupError)


def up(arguments: argparse.Namespace) -> None:
    folder = arguments.folder
    if Environment.is_finished(folder):
        environment = Environment.load(folder)
        bring_to_life = environment.resume
    else:
        environment = Environment.create(folder, _options(arguments))
        bring_to_life = environment.build
    try:
        if arguments.max_runtime or arguments.while_pid:
            environment.start_guard(arguments.max_runtime, arguments.while_pid)
        bring_to_life()
    except BaseException:
        environment.down()
        raise
    _print_where_to_go(environment)


def _options(arguments: argparse.Namespace) -> Options:
    return Options(
        dc_only=arguments.dc_only,
        connect=not arguments.no_connect,
        proxy=arguments.proxy,
        second_forest=arguments.second_forest,
        allow_unlock=arguments.allow_unlock,
        high_limits=arguments.limits == "high",
        crowd=arguments.crowd,
        dc_model=arguments.dc_model,
        setup=arguments.setup,
        keytab=arguments.keytab,
        named=arguments.named,
    )


def _print_where_to_go(environment: Environment) -> None:
    found = exports.variables(environment)
    if "TILBAGE_URL" in found:
        print(f"reset page         {found['TILBAGE_URL']}/reset")
        print(f"portal             {found['TILBAGE_URL']}/portal  {found['TILBAGE_ADMIN_UPN']}  {found['TILBAGE_ADMIN_PASSWORD']}")
        print(f"their CA           {found['TILBAGE_CA']}")
    if "WIZARD_URL" in found:
        print(f"wizard (once)      {found['WIZARD_URL']}")
    print(f"domain controller  {found['AD_LDAPS']}  {found['AD_REALM']}")
    print(f"sample people      {found['AD_PEOPLE']}  password {found['AD_USER_PASSWORD']}")
    print(f"mail               {found['MAIL_DIR']}")
    print(f"logs               {environment.folder}/log, {environment.site.folder}/log")
    print(f"variables          . {environment.folder}/env")


def down(arguments: argparse.Namespace) -> None:
    Environment.load(arguments.folder).down()


def status(arguments: argparse.Namespace) -> int:
    """Exit status 0 when all parts run, 3 when some do not."""
    environment = Environment.load(arguments.folder)
    states = {part: environment.running(part) for part in environment.options.parts()}
    for part, alive in states.items():
        print(f"{part:8} {f'running, pid {alive.pid}' if alive else 'stopped'}")
    # A wizard ends by itself when somebody presses Exit.
    return 0 if all(alive for part, alive in states.items() if part != "wizard") else 3


def restart(arguments: argparse.Namespace) -> None:
    environment = Environment.load(arguments.folder)
    _require(environment, arguments.part)
    environment.stop(arguments.part)
    environment.start(arguments.part, wait=not arguments.no_wait)


def kill(arguments: argparse.Namespace) -> None:
    environment = Environment.load(arguments.folder)
    _require(environment, arguments.part)
    alive = environment.running(arguments.part)
    if not alive:
        raise EnvironmentFault(f"{arguments.part} is not running")
    alive.kill(arguments.signal)


def _require(environment: Environment, part: str) -> None:
    if part not in environment.options.parts():
        raise EnvironmentFault(f"this environment was made without {part}")


def age(arguments: argparse.Namespace) -> None:
    site = Environment.load(arguments.folder).site
    dn = living.find_dn(living.as_administrator(site), site, arguments.account)
    population.age_password(population.open_sam(site), dn, arguments.days)


def lock(arguments: argparse.Namespace) -> None:
    living.lock(Environment.load(arguments.folder).site, arguments.account)


def people(arguments: argparse.Namespace) -> None:
    text = (Environment.load(arguments.folder).folder / "people.json").read_text()
    if arguments.json:
        print(text, end="")
        return
    for person in json.loads(text):
        print(f"{person['account']:20} {person['display_name']:24} {person['alternate_mail'] or '-':42} {person['role']}".rstrip())


def proxy(arguments: argparse.Namespace) -> None:
    environment = Environment.load(arguments.folder)
    _require(environment, "proxy")
    if arguments.script is None:
        print(environment.proxy_counts.read_text(), end="")
    else:
        proxy_script.write(environment.proxy_control, arguments.script)


def _signal_number(text: str) -> int:
    name = text.upper().removeprefix("SIG")
    return int(text) if text.isdigit() else signal.Signals[f"SIG{name}"].value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="env", description="An environment to see, test and measure Tilbage in.")
    commands = parser.add_subparsers(required=True)

    def command(function, help_text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(function.__name__, help=help_text)
        made.set_defaults(function=function)
        made.add_argument("folder", type=Path)
        return made

    made = command(up, "make and start an environment, or start one that is down")
    made.add_argument("--dc-only", action="store_true", help="only the domain controller and the mail server")
    made.add_argument("--no-connect", action="store_true", help="the agent is configured, but neither enrolled nor started")
    how_far = made.add_mutually_exclusive_group()
    how_far.add_argument(
        "--unconfigured", dest="setup", action="store_const", const="unconfigured", default="done",
        help="the agent knows its directory, but no tenant; writeback is off; the wizard is open",
    )
    how_far.add_argument("--bare", dest="setup", action="store_const", const="bare", help="the agent knows nothing; the wizard is open")
    made.add_argument("--keytab", action="store_true", help="the agent signs in over ldap:// with a Kerberos keytab alone")
    made.add_argument("--named", action="store_true", help="the tenant's address is a name, localhost, as passkeys need one")
    made.add_argument("--proxy", action="store_true", help="the agent reaches the domain controller through the LDAP proxy")
    made.add_argument("--second-forest", action="store_true", help="another domain controller, of ex2.test; the agent serves both")
    made.add_argument("--allow-unlock", action="store_true", help="the page offers to unlock")
    made.add_argument("--limits", choices=("normal", "high"), default="normal", help="high: for benchmarks")
    made.add_argument("--crowd", type=int, default=0, metavar="COUNT", help="so many people more: 10000 take seconds, and are kept for the next time")
    made.add_argument("--dc-model", choices=("standard", "prefork", "single"), default="standard", help="Samba's process model")
    made.add_argument("--max-runtime", type=int, default=0, metavar="SECONDS", help="taken down by itself then")
    made.add_argument("--while-pid", type=int, default=0, metavar="PID", help="taken down by itself when that process is gone")
    command(down, "stop what was started, and nothing else; the folder stays")
    command(status, "which parts run")
    made = command(restart, "stop and start one part")
    made.add_argument("part", choices=PARTS)
    made.add_argument("--no-wait", action="store_true", help="do not wait until it does its work")
    made = command(kill, "send a signal to one part (KILL unless told)")
    made.add_argument("part", choices=PARTS)
    made.add_argument("signal", type=_signal_number, nargs="?", default=signal.SIGKILL)
    made = command(age, "move somebody's pwdLastSet back")
    made.add_argument("account")
    made.add_argument("days", type=float)
    command(lock, "lock somebody out, by wrong passwords").add_argument("account")
    command(people, "list the sample people").add_argument("--json", action="store_true")
    made = command(proxy, "tell the LDAP proxy what to do (see proxy_script.py), or print what it has counted")
    made.add_argument("script", nargs="?", metavar="JSON")
    return parser


def main() -> int:
    arguments = _parser().parse_args()
    began = time.monotonic()
    result = arguments.function(arguments)
    if arguments.function in (up, down):
        print(f"{arguments.function.__name__}: {time.monotonic() - began:.2f} s")
    return result or 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader has seen enough
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except ldap.LDAPError as error:
        sys.exit(f"env: the domain controller answered {error}")
    except _FAULTS as error:
        sys.exit(f"env: {error}")
