#include "adapters/ldap/own_account.h"

#include <fmt/core.h>

#include "adapters/ldap/identifiers.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap {
namespace {

constexpr std::size_t kMostSidsToAsk = 50;

std::string filter_for(const Entry& root) {
    std::string sids;
    std::size_t count = 0;
    if (const auto* token = root.find("tokenGroups"); token != nullptr) {
        for (const auto& value : token->values) {
            const auto sid = sid_to_text(base::as_bytes(value));
            if (sid && sid->starts_with("S-1-5-21-") && count++ < kMostSidsToAsk)
                sids += fmt::format("(objectSid={})", *sid);
        }
    }
    return fmt::format("(&(objectClass=user)(|{}(objectSid=S-1-0-0)))", sids);
}

}  // namespace

base::Result<Entry> read_own_account(Connection& connection, std::vector<std::string> attributes, Deadline deadline) {
    const auto root = connection.search({.base = "", .attributes = {"tokenGroups"}}, deadline);
    if (!root) return base::fail(root.error());
    const auto found = connection.search({.base = connection.root_dse().default_naming_context,
                                          .scope = SearchRequest::Scope::subtree,
                                          .filter = filter_for(root->empty() ? Entry() : root->front()),
                                          .attributes = std::move(attributes)},
                                         deadline);
    if (!found) return base::fail(found.error());
    if (found->size() == 1) return found->front();
    return base::fail(base::ErrorCode::not_found,
                      fmt::format("{}: signed in, but the account is not one of this domain, or may not read itself",
                                  connection.address().str()));
}

}  // namespace tilbage::adapters::ldap
