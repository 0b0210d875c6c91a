"""One environment in one folder: which parts it has, how each is started and ended, and in which order."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import dc_cache
import exports
import living
import loopback
import people
import population
import process
import product
import samba_dc
import text_sink
from samba_config import Domain, Site

_HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # Debian's own: another one may come first on PATH, and it has no samba module

# In the order in which they are started; `down` goes backwards.
PARTS = ("dc", "dc2", "mail", "text", "proxy", "tenant", "connect", "wizard")
SECOND_DOMAIN = Domain("ex2.test", "EX2")
_GUARD = "guard"
_SHORT_SECONDS = 10
_PRODUCT_SECONDS = 60  # a build with sanitizers on a busy machine takes its time


class EnvironmentFault(Exception):
    """Something is wrong with the folder or with what is asked of it; the message says what to do."""


@dataclass(frozen=True)
class Options:
    dc_only: bool = False  # domain controller and mail only
    connect: bool = True  # the agent is enrolled and runs; otherwise it is configured and no more
    proxy: bool = False  # the agent reaches the domain controller through ldap_proxy.py
    allow_unlock: bool = False
    high_limits: bool = False  # limits that benchmarks do not reach
    second_forest: bool = False  # another domain controller, of ex2.test, with people of the same names
    crowd: int = 0  # people besides the sample ones (crowd.py)
    dc_model: str = "standard"  # Samba's process model
    keytab: bool = False  # the agent has a Kerberos keytab instead of a password, and no TLS to the domain controller
    named: bool = False  # the tenant is reached as localhost: a passkey is never for an IP address
    setup: str = "done"  # "unconfigured": the agent knows its directory and no tenant; "bare": it knows nothing; the wizard is open then

    def parts(self) -> list[str]:
        left_out = set()
        if self.dc_only:
            left_out |= {"text", "tenant", "connect", "wizard"}
        if self.setup == "done":
            left_out.add("wizard")
        if not self.connect:
            left_out.add("connect")
        if not self.proxy:
            left_out.add("proxy")
        if not self.second_forest:
            left_out.add("dc2")
        return [part for part in PARTS if part not in left_out]


@dataclass(frozen=True)
class Environment:
    folder: Path
    options: Options
    address: str  # the domain controller's
    ports: dict[str, int]  # of the other parts, on 127.0.0.1
    second_address: str = ""  # the second forest's domain controller's

    # the folder

    @staticmethod
    def create(folder: Path, options: Options) -> "Environment":
        """Chooses address and ports and makes the folder. Starts nothing."""
        folder = folder.resolve()
        if folder.exists() and any(folder.iterdir()):
            raise EnvironmentFault(f"{folder} is not empty and holds no finished environment: remove it, or name another folder")
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        ports: dict[str, int] = {}
        for part in ("mail", "text", "proxy", "tenant"):
            ports[part] = loopback.free_port(taken=tuple(ports.values()))
        second = loopback.free_dc_address() if options.second_forest else ""
        environment = Environment(folder, options, loopback.free_dc_address(), ports, second)
        environment._save(finished=False)
        return environment

    @staticmethod
    def load(folder: Path) -> "Environment":
        return Environment._read(folder)[0]

    @staticmethod
    def is_finished(folder: Path) -> bool:
        try:
            return Environment._read(folder)[1]
        except EnvironmentFault:
            return False

    @staticmethod
    def _read(folder: Path) -> tuple["Environment", bool]:
        folder = folder.resolve()
        try:
            state = json.loads((folder / "state.json").read_text())
        except FileNotFoundError:
            raise EnvironmentFault(f"{folder} holds no environment") from None
        return Environment(folder, Options(**state["options"]), state["address"], state["ports"], state["second_address"]), state["finished"]

    def _save(self, finished: bool) -> None:
        state = dataclasses.asdict(self) | {"folder": str(self.folder), "finished": finished}
        (self.folder / "state.json").write_text(json.dumps(state, indent=2) + "\n")

    @property
    def run_dir(self) -> Path:
        return self.folder / "run"

    @property
    def site(self) -> Site:
        return Site(self.folder / "dc", self.address, Domain())

    @property
    def second_site(self) -> Site:
        return Site(self.folder / "dc2", self.second_address, SECOND_DOMAIN)

    @property
    def mail_dir(self) -> Path:
        return self.folder / "mail"

    @property
    def mail_refuse_file(self) -> Path:
        return self.folder / "mail.refuse"

    @property
    def text_dir(self) -> Path:
        return self.folder / "text"

    @property
    def sms_file(self) -> Path:
        return self.folder / "texts.jsonl"

    @property
    def sms_refuse_file(self) -> Path:
        return self.folder / "texts.refuse"

    @property
    def proxy_control(self) -> Path:
        return self.folder / "proxy/control.json"

    @property
    def proxy_counts(self) -> Path:
        return self.folder / "proxy/counts.json"

    @property
    def product(self) -> product.Product:
        ldaps = f"ldaps://127.0.0.1:{self.ports['proxy']}" if self.options.proxy else self.site.ldaps
        return product.Product(
            folder=self.folder,
            site=self.site,
            ldaps=ldaps,
            tenant_port=self.ports["tenant"],
            mail_port=self.ports["mail"],
            text_port=self.ports["text"],
            text_dir=self.text_dir,
            allow_unlock=self.options.allow_unlock,
            high_limits=self.options.high_limits,
            setup=self.options.setup,
            keytab=self.options.keytab,
            named=self.options.named,
            second_site=self.second_site if self.options.second_forest else None,
        )

    def log(self, part: str) -> Path:
        return self.folder / f"log/{part}.log"

    # life

    def build(self) -> None:
        """First life: everything is made, started, and connected with one another."""
        dc_cache.unpack_into(self.site.folder, crowd=self.options.crowd)
        (self.folder / "people.json").write_text(self._people_json())
        self.start("dc")
        living.freshen(self.site)
        if self.options.second_forest:
            dc_cache.unpack_into(self.second_site.folder, SECOND_DOMAIN)
        for part in self.options.parts()[1:]:
            if part == "text":
                text_sink.make(self.text_dir)
            if part == "tenant":
                self.product.create_tenant(self.log("tenant-init"))
                self.product.configure_agent()
            if part == "connect" and self.options.setup == "done":
                self.product.enroll_agent(self.log("connect-enroll"))
            self.start(part)
        exports.write(self)
        self._save(finished=True)

    def resume(self) -> None:
        """A further life of one that is down, or partly down: the same addresses, the same data."""
        for part in self.options.parts():
            if not self.running(part):
                self.start(part)
        exports.write(self)

    def start(self, part: str, wait: bool = True) -> None:
        """Starts one part, and waits until it does its work."""
        {
            "dc": self._start_dc,
            "dc2": self._start_second_dc,
            "mail": self._start_mail,
            "text": self._start_text,
            "proxy": self._start_proxy,
            "tenant": self._start_tenant,
            "connect": self._start_connect,
            "wizard": self._start_wizard,
        }[part](wait)

    def stop(self, part: str) -> None:
        if part == "dc":
            samba_dc.stop(self.site.folder)
        elif part == "dc2":
            if self.options.second_forest:
                samba_dc.stop(self.second_site.folder)
        else:
            process.stop(self.run_dir, part)

    def down(self, keep_guard: bool = False) -> None:
        for part in reversed(PARTS):
            self.stop(part)
        if not keep_guard:
            process.stop(self.run_dir, _GUARD)

    def running(self, part: str) -> process.Process | None:
        if part in ("dc", "dc2"):
            return samba_dc.running((self.site if part == "dc" else self.second_site).folder)
        return process.running(self.run_dir, part)

    def start_guard(self, max_runtime: int, while_pid: int) -> None:
        """A process that takes everything down after so many seconds (0: never), or when process `while_pid` (0: none) is gone."""
        arguments = [str(_HERE / "guard.py"), str(self.folder), str(max_runtime), str(while_pid)]
        process.start(self.run_dir, _GUARD, [PYTHON, *arguments], self.log(_GUARD))

    # the parts

    def _start_dc(self, wait: bool) -> None:
        samba_dc.start(self.site.folder, self.address, model=self.options.dc_model, wait=wait)

    def _start_second_dc(self, wait: bool) -> None:
        samba_dc.start(self.second_site.folder, self.second_address, wait=wait)

    def _start_mail(self, wait: bool) -> None:
        arguments = ["--folder", self.mail_dir, "--port", self.ports["mail"], "--refuse-file", self.mail_refuse_file]
        self._start_script("mail", "mail_sink.py", arguments, wait)

    def _start_text(self, wait: bool) -> None:
        files = ["--folder", self.text_dir, "--file", self.sms_file, "--refuse-file", self.sms_refuse_file]
        self._start_script("text", "text_sink.py", [*files, "--port", self.ports["text"]], wait)

    def _start_proxy(self, wait: bool) -> None:
        arguments = ["--dc", self.site.folder, "--port", self.ports["proxy"], "--folder", self.proxy_control.parent]
        self._start_script("proxy", "ldap_proxy.py", arguments, wait)

    def _start_script(self, part: str, script: str, arguments: list[object], wait: bool) -> None:
        command = [PYTHON, str(_HERE / script), *map(str, arguments)]
        self._start(part, command, lambda: loopback.accepts("127.0.0.1", self.ports[part]), _SHORT_SECONDS, wait)

    def _start_tenant(self, wait: bool) -> None:
        self._start("tenant", self.product.tenant_command("run"), self.product.tenant_ready, _PRODUCT_SECONDS, wait)

    def _start_connect(self, wait: bool) -> None:
        # One that has no configuration yet waits for it, and is as ready as it can be.
        ready = self.product.agent_ready if self.options.setup == "done" else lambda: True
        self._start("connect", self.product.connect_command("run"), ready, _PRODUCT_SECONDS, wait, self.product.connect_environment)

    def _start_wizard(self, wait: bool) -> None:
        log = self.log("wizard")
        log.unlink(missing_ok=True)  # an address of an earlier wizard must not be taken for this one's
        ready = lambda: self.product.wizard_url(log) is not None
        self._start("wizard", self.product.wizard_command(), ready, _PRODUCT_SECONDS, wait, self.product.connect_environment)

    def _start(
        self, part: str, command: list[str], ready: Callable[[], bool], seconds: float, wait: bool, env: dict[str, str] | None = None
    ) -> None:
        started = process.start(self.run_dir, part, command, self.log(part), env)
        if wait:
            process.wait_ready(started, ready, seconds, self.log(part))

    def _people_json(self) -> str:
        listed = []
        for person in people.sample_people():
            upn = f"{person.account}@{self.site.domain.dns}"
            listed.append(
                {
                    "account": person.account,
                    "upn": upn,
                    "dn": population.dn_of(person, self.site.domain.base_dn),
                    "display_name": person.display_name,
                    "mail": upn,
                    "alternate_mail": population.alternate_mail(person),
                    "language": person.language,
                    "role": people.ROLES.get(person.role, ""),
                }
            )
        return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
