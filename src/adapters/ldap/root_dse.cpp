#include "adapters/ldap/root_dse.h"

#include <algorithm>
#include <fmt/core.h>

namespace tilbage::adapters::ldap {
namespace {

// MS-ADTS 3.1.1.3.4.3
constexpr std::string_view kActiveDirectory = "1.2.840.113556.1.4.800";
constexpr std::string_view kReadOnly = "1.2.840.113556.1.4.1920";

std::vector<std::string> values(const Entry& entry, std::string_view name) {
    const auto* attribute = entry.find(name);
    return attribute == nullptr ? std::vector<std::string>() : attribute->values;
}

bool contains(const std::vector<std::string>& list, std::string_view value) {
    return std::ranges::find(list, value) != list.end();
}

}  // namespace

std::vector<std::string> RootDse::attributes() {
    return {"dnsHostName",         "defaultNamingContext", "configurationNamingContext", "rootDomainNamingContext",
            "schemaNamingContext", "supportedControl",     "supportedCapabilities"};
}

RootDse RootDse::from(const Entry& entry) {
    return {.dns_host_name = std::string(entry.text("dnsHostName")),
            .default_naming_context = std::string(entry.text("defaultNamingContext")),
            .configuration_naming_context = std::string(entry.text("configurationNamingContext")),
            .root_domain_naming_context = std::string(entry.text("rootDomainNamingContext")),
            .schema_naming_context = std::string(entry.text("schemaNamingContext")),
            .supported_controls = values(entry, "supportedControl"),
            .supported_capabilities = values(entry, "supportedCapabilities")};
}

bool RootDse::supports_control(std::string_view oid) const { return contains(supported_controls, oid); }

bool RootDse::is_domain_controller() const {
    return contains(supported_capabilities, kActiveDirectory) && !default_naming_context.empty();
}

bool RootDse::is_read_only() const { return contains(supported_capabilities, kReadOnly); }

base::Result<void> RootDse::check_writable_domain_controller(std::string_view address) const {
    if (!is_domain_controller()) {
        return base::fail(
            base::ErrorCode::invalid_argument,
            fmt::format("{}: an LDAP server, but not an Active Directory domain controller; give the address of one",
                        address));
    }
    if (is_read_only()) {
        return base::fail(
            base::ErrorCode::invalid_argument,  // of this server; permission_denied would speak of the account
            fmt::format("{}: a read-only domain controller (RODC), which cannot set passwords; give the address of a "
                        "writable one",
                        address));
    }
    return {};
}

}  // namespace tilbage::adapters::ldap
