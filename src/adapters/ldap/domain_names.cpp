#include "adapters/ldap/domain_names.h"

#include <fmt/core.h>

#include "adapters/ldap/identifiers.h"

namespace tilbage::adapters::ldap {

base::Result<DomainNames> read_domain_names(Connection& connection, Deadline deadline) {
    const auto& root = connection.root_dse();
    const auto entries = connection.search({.base = "CN=Partitions," + root.configuration_naming_context,
                                            .scope = SearchRequest::Scope::one_level,
                                            .filter = fmt::format("(&(objectClass=crossRef)(nCName={}))",
                                                                  escape_filter_value(root.default_naming_context)),
                                            .attributes = {"dnsRoot", "nETBIOSName"}},
                                           deadline);
    if (!entries) return base::fail(entries.error());
    if (entries->size() != 1) {
        return base::fail(base::ErrorCode::corrupt,
                          fmt::format("{}: the names of the domain {} cannot be read from CN=Partitions",
                                      connection.address().str(), root.default_naming_context));
    }
    return DomainNames{std::string(entries->front().text("dnsRoot")),
                       std::string(entries->front().text("nETBIOSName"))};
}

}  // namespace tilbage::adapters::ldap
