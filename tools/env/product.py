"""Tilbage itself in an environment: its configuration files, its tenant, its agent, and whether they are ready."""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import certificates
import population
from samba_config import Site

_REPOSITORY = Path(__file__).resolve().parents[2]
TENANT_NAME = "Example One"
ADMIN_ACCOUNT = "admin"  # a Global Administrator of the tenant; not somebody of the directory
ADMIN_PASSWORD = "Seven-Herons-2026!"


class ProductFault(Exception):
    """One of the product's commands failed; the message has its output."""


def binary(name: str) -> Path:
    folder = Path(os.environ.get("TILBAGE_BIN") or _REPOSITORY / "build/release/bin").resolve()
    path = folder / name
    if not os.access(path, os.X_OK):
        raise ProductFault(f"{path} is not there: build it first, or name its folder in TILBAGE_BIN")
    return path


def web_root() -> Path:
    return Path(os.environ.get("TILBAGE_WEB") or _REPOSITORY / "web/dist").resolve()


@dataclass(frozen=True)
class Product:
    folder: Path
    site: Site
    ldaps: str  # how the agent reaches the domain controller
    tenant_port: int
    mail_port: int
    text_port: int
    text_dir: Path  # what the text messages' provider and the tenant agree on
    allow_unlock: bool
    high_limits: bool
    setup: str = "done"  # or "unconfigured", "bare": how far the agent's configuration has come
    keytab: bool = False  # the agent signs in with a keytab, over ldap://
    named: bool = False  # reached as localhost
    second_site: Site | None = None  # another forest that the agent serves

    @property
    def base_url(self) -> str:
        return f"https://{'localhost' if self.named else '127.0.0.1'}:{self.tenant_port}"

    @property
    def ca(self) -> Path:
        return self.folder / "ca/ca.pem"

    @property
    def admin_upn(self) -> str:
        return f"{ADMIN_ACCOUNT}@{self.site.domain.dns}"

    @property
    def tenant_config(self) -> Path:
        return self.folder / "tenant/tenant.toml"

    @property
    def connect_state_dir(self) -> Path:
        return self.folder / "connect"

    @property
    def connect_config(self) -> Path:
        return self.connect_state_dir / "connect.toml"

    def tenant_command(self, verb: str) -> list[str]:
        return [str(binary("tilbage-tenant")), verb, "--config", str(self.tenant_config)]

    def connect_command(self, verb: str) -> list[str]:
        return [str(binary("tilbage-connect")), verb, "--config", str(self.connect_config)]

    @property
    def connect_environment(self) -> dict[str, str]:
        """With a keytab the domain controller's name must lead to it. No KRB5_CONFIG: the agent needs none."""
        plain = {name: value for name, value in os.environ.items() if name != "KRB5_CONFIG"}
        if not self.keytab:
            return plain
        names = {"LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": str(self.site.hosts)}
        return plain | names | {"NSS_WRAPPER_DISABLE_DEEPBIND": "1"}  # deep binding and sanitizers do not get along

    # the tenant

    def create_tenant(self, log: Path) -> None:
        """Certificate, configuration, store; keeps the enrolment code in `enrolment_code_file`."""
        tls = self.tenant_config.parent / "tls"
        tls.mkdir(parents=True)
        self.ca.parent.mkdir()
        ca_key = self.ca.with_name("ca.key")
        certificates.make_ca(self.ca, ca_key, "Example One CA")
        certificates.issue(self.ca, ca_key, tls / "cert.pem", tls / "key.pem", ["IP:127.0.0.1", "DNS:localhost"])
        self.tenant_config.write_text(self._tenant_toml())
        password = self.tenant_config.with_name("admin-password")
        _write_secret(password, ADMIN_PASSWORD)
        init = [*self.tenant_command("init"), "--tenant", self.site.domain.dns, "--name", TENANT_NAME]
        administrator = ["--admin", self.admin_upn, "--admin-name", "Global Admin", "--admin-password-file", str(password)]
        printed = _run([*init, *administrator], log)
        password.unlink()
        _run([*self.tenant_command("password-reset"), "--tenant", self.site.domain.dns, "--enabled", "all"], log)
        if self.setup == "done":
            self.set_integration(writeback=True, unlock=self.allow_unlock, log=log)
        code = re.search(r"^enrolment code: (\S+)\s*\Z", printed, re.MULTILINE)
        if not code:
            raise ProductFault(f"tilbage-tenant init printed no enrolment code; it printed:\n{printed}")
        _write_secret(self.enrolment_code_file, code.group(1))

    def set_integration(self, *, writeback: bool, unlock: bool, log: Path) -> None:
        """What an administrator decides in the portal; a running tenant sees it at once."""
        answers = ["--writeback", _word(writeback), "--unlock", _word(unlock)]
        _run([*self.tenant_command("integration"), "--tenant", self.site.domain.dns, *answers], log)

    def tenant_ready(self) -> bool:
        try:
            context = ssl.create_default_context(cafile=str(self.ca))
            with urllib.request.urlopen(f"{self.base_url}/readyz", timeout=2, context=context) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _tenant_toml(self) -> str:
        return f"""[server]
base_url    = "{self.base_url}"
listen      = "127.0.0.1:{self.tenant_port}"
certificate = "tls/cert.pem"
private_key = "tls/key.pem"
web_root    = "{web_root()}"

[store]
path = "tenant.db"

[mail]
server = "smtp://127.0.0.1:{self.mail_port}"
tls    = "none"
from   = "{TENANT_NAME} <no-reply@{self.site.domain.dns}>"

[text]
provider           = "webhook"
url                = "https://127.0.0.1:{self.text_port}/texts"
ca_file            = "{self.text_dir}/cert.pem"
authorization_file = "{self.text_dir}/authorization"
signature_key_file = "{self.text_dir}/signature-key"
sender             = "Example"

[sign_in]
require_second_factor = false

[log]
level = "info"
"""

    # the agent

    def configure_agent(self) -> None:
        self.connect_state_dir.mkdir(mode=0o700)
        if self.setup == "bare":
            return
        if self.keytab:
            shutil.copy(self.site.connector_keytab, self.connect_state_dir / "connector.keytab")
        else:
            _write_secret(self.connect_state_dir / "ad-password", population.CONNECTOR_PASSWORD)
        self.connect_config.write_text(self._connect_toml())

    def enroll_agent(self, log: Path) -> None:
        """Uses the enrolment code up."""
        _run([*self.connect_command("enroll"), "--code", self.enrolment_code_file.read_text()], log, self.connect_environment)
        self.enrolment_code_file.unlink()

    def agent_status(self) -> dict:
        """What `tilbage-connect status --json` says; empty while it says nothing."""
        done = subprocess.run(
            [*self.connect_command("status"), "--json"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=10, env=self.connect_environment,
        )
        try:
            return json.loads(done.stdout)
        except json.JSONDecodeError:
            return {}

    def agent_ready(self) -> bool:
        status = self.agent_status()
        return status.get("connected") is True and status.get("imported", 0) > 0

    def wizard_command(self) -> list[str]:
        where = ["--state-dir", str(self.connect_state_dir), "--web-root", str(web_root() / "wizard")]
        return [*self.connect_command("wizard"), "--no-browser", *where]

    def wizard_url(self, log: Path) -> str | None:
        """The one-time address that the wizard printed last; it may have been used since."""
        try:
            found = re.findall(r"http://127\.0\.0\.1:\d+/\?code=\S+", log.read_text())
        except FileNotFoundError:
            return None
        return found[-1] if found else None

    @property
    def enrolment_code_file(self) -> Path:
        return self.folder / "enrolment-code"

    def _connect_toml(self) -> str:
        limits = (100000, 1000000) if self.high_limits else (10, 600)
        base_dn = self.site.domain.base_dn
        return f"""[agent]
name      = "connect1"
state_dir = "."

[tenant]
url     = "{self.base_url}"
ca_file = "{self.ca}"

[directory]
{self._connector_account()}
source_anchor = "ms-DS-ConsistencyGuid"
password_filters = "none"

[scope]
mode    = "selected"
include = ["{population.ou_dn(("People",), base_dn)}", "OU=Groups,{base_dn}"]
{self._second_directory()}
[features]
password_writeback = {str(self.setup == "done").lower()}

[import]
interval_seconds         = 300
alternate_mail_attribute = "otherMailbox"

[limits]
writes_per_person_per_hour = {limits[0]}
writes_per_minute          = {limits[1]}

[log]
level = "info"
"""

    def _second_directory(self) -> str:
        if self.second_site is None:
            return ""
        domain = self.second_site.domain
        return f"""
[directory2]
servers       = ["{self.second_site.ldaps}"]
ca_file       = "{self.second_site.ca}"
bind_dn       = "{population.service_dn(population.CONNECTOR, domain.base_dn)}"
password_file = "ad-password"
password_filters = "none"

[scope2]
mode    = "selected"
include = ["{population.ou_dn(("People",), domain.base_dn)}", "OU=Groups,{domain.base_dn}"]
"""

    def _connector_account(self) -> str:
        if self.keytab:
            return f"""servers       = ["ldap://{self.site.domain.host_fqdn}"]
account       = "{population.CONNECTOR}@{self.site.domain.realm}"
keytab_file   = "connector.keytab\""""
        return f"""servers       = ["{self.ldaps}"]
ca_file       = "{self.site.ca}"
bind_dn       = "{population.service_dn(population.CONNECTOR, self.site.domain.base_dn)}"
password_file = "ad-password\""""


def _word(yes: bool) -> str:
    return "yes" if yes else "no"


def _run(command: list[str], log: Path, env: dict[str, str] | None = None) -> str:
    """Runs a command of the product to its end; its output goes to `log` as well, and standard output is returned."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, env=env)
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(done.stderr)
    if done.returncode != 0:
        raise ProductFault(f"{Path(command[0]).name} {command[1]} failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    return done.stdout


def _write_secret(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
