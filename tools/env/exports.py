"""DIR/env: what the demo, the tests and the benchmarks source to find everything."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import living
import population
import product

if TYPE_CHECKING:
    from environment import Environment


def variables(environment: "Environment") -> dict[str, str]:
    site, domain, parts = environment.site, environment.site.domain, environment.options.parts()
    found = {
        "TILBAGE_ENV_DIR": environment.folder,
        "AD_HOST": site.address,
        "AD_LDAPS": site.ldaps,
        "AD_CA": site.ca,
        "AD_BASE_DN": domain.base_dn,
        "AD_REALM": domain.realm,
        "AD_DOMAIN": domain.dns,
        "AD_NETBIOS": domain.netbios,
        "AD_ADMIN_DN": living.administrator_dn(site),
        "AD_ADMIN_PASSWORD": population.ADMINISTRATOR_PASSWORD,
        "AD_CONNECTOR_DN": population.service_dn(population.CONNECTOR, domain.base_dn),
        "AD_CONNECTOR_PASSWORD": population.CONNECTOR_PASSWORD,
        "AD_CONNECTOR_KEYTAB": site.connector_keytab,
        "AD_HOST_NAME": domain.host_fqdn,
        "AD_PLAIN_SERVICE_DN": population.service_dn(population.PLAIN_SERVICE, domain.base_dn),
        "AD_PLAIN_SERVICE_PASSWORD": population.PLAIN_SERVICE_PASSWORD,
        "AD_USER_PASSWORD": population.PEOPLE_PASSWORD,
        "AD_PEOPLE": environment.folder / "people.json",
        "KRB5_CONFIG": site.krb5_conf,
        "NSS_WRAPPER_HOSTS": site.hosts,
        "MAIL_DIR": environment.mail_dir,
        "MAIL_SERVER": f"smtp://127.0.0.1:{environment.ports['mail']}",
        "MAIL_REFUSE_FILE": environment.mail_refuse_file,
    }
    if "text" in parts:
        found["SMS_FILE"], found["SMS_REFUSE_FILE"] = environment.sms_file, environment.sms_refuse_file
    if "dc2" in parts:
        second = environment.second_site
        found["AD2_LDAPS"], found["AD2_CA"] = second.ldaps, second.ca
        found["AD2_BASE_DN"], found["AD2_DOMAIN"] = second.domain.base_dn, second.domain.dns
        found["AD2_ADMIN_DN"], found["AD2_ADMIN_PASSWORD"] = living.administrator_dn(second), population.ADMINISTRATOR_PASSWORD
        found["KRB5_CONFIG_2"] = second.krb5_conf
    if "proxy" in parts:
        found["LDAP_PROXY_URL"] = f"ldaps://127.0.0.1:{environment.ports['proxy']}"
        found["LDAP_PROXY_CONTROL"] = environment.proxy_control
        found["LDAP_PROXY_COUNTS"] = environment.proxy_counts
    if "tenant" in parts:
        made = environment.product
        found["TILBAGE_URL"] = made.base_url
        found["TILBAGE_CA"] = made.ca
        found["TILBAGE_TENANT"] = domain.dns
        found["TILBAGE_ADMIN_UPN"] = made.admin_upn
        found["TILBAGE_ADMIN_PASSWORD"] = product.ADMIN_PASSWORD
        found["TENANT_CONFIG"] = made.tenant_config
        found["TENANT_STATE_DIR"] = made.tenant_config.parent
        found["CONNECT_CONFIG"] = made.connect_config
        found["CONNECT_STATE_DIR"] = made.connect_state_dir
    if "wizard" in parts:
        found["WIZARD_URL"] = environment.product.wizard_url(environment.log("wizard")) or ""
    if "tenant" in parts and "connect" not in parts:
        found["ENROLMENT_CODE_FILE"] = environment.product.enrolment_code_file
    return {name: str(value) for name, value in found.items()}


def write(environment: "Environment") -> None:
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in variables(environment).items()]
    (environment.folder / "env").write_text("".join(lines))
