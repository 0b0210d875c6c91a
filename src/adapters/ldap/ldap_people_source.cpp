#include "adapters/ldap/ldap_people_source.h"

#include <fmt/core.h>

#include "adapters/ldap/log_events.h"
#include "adapters/ldap/person_entry.h"
#include "core/identity/distinguished_name.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Result;

constexpr int kLargestPage = 1000;  // MaxPageSize of a domain controller that nobody has changed

// Without those that lie under another one; of equal ones the first stays.
Result<std::vector<std::string>> outermost(const std::vector<std::string>& bases) {
    std::vector<core::DistinguishedName> names;
    for (const auto& base : bases) {
        auto name = core::DistinguishedName::parse(base);
        if (!name) return base::fail(ErrorCode::invalid_argument, fmt::format("\"{}\" is not a DN", base));
        names.push_back(std::move(*name));
    }
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < names.size(); ++i) {
        bool covered = false;
        for (std::size_t j = 0; j < names.size(); ++j) {
            const bool same = names[i] == names[j];
            covered = covered || (i != j && names[i].is_under(names[j]) && (!same || j < i));
        }
        if (!covered) kept.push_back(bases[i]);
    }
    return kept;
}

}  // namespace

Result<std::unique_ptr<LdapPeopleSource>> LdapPeopleSource::create(Pool& pool, ImportSettings settings) {
    if (settings.bases.empty()) return base::fail(ErrorCode::invalid_argument, "no base to read people from");
    if (settings.page_size < 1 || settings.page_size > kLargestPage) {
        return base::fail(ErrorCode::invalid_argument, fmt::format("the page size must be 1 to {}", kLargestPage));
    }
    auto bases = outermost(settings.bases);
    if (!bases) return base::fail(bases.error());
    settings.bases = std::move(*bases);
    return std::unique_ptr<LdapPeopleSource>(new LdapPeopleSource(pool, std::move(settings)));
}

Result<void> LdapPeopleSource::each_person(const std::function<void(core::SourcePerson)>& visit) {
    const auto connection = pool_.lease(pool_.default_deadline());
    if (!connection) return base::fail(connection.error());
    const auto domain = read_domain_names(**connection, pool_.default_deadline());
    if (!domain) return base::fail(domain.error());
    AnchorClaims claims;
    for (const auto& base : settings_.bases) {
        if (auto walked = walk(**connection, base, *domain, claims, visit); !walked) return walked;
    }
    auto settled = std::move(claims).settle();
    for (auto& person : settled.accepted) visit(std::move(person));
    for (const auto& person : settled.disputed) {
        base::log(kSourceAnchorDisputed,
                  {{"account", person.sam_account_name}, {"source_anchor", person.anchor.str()}});
    }
    return {};
}

Result<void> LdapPeopleSource::walk(Connection& connection, const std::string& base, const DomainNames& domain,
                                    AnchorClaims& claims, const Visit& visit) const {
    auto attributes = anchor_attributes();
    for (const auto* name :
         {"userPrincipalName", "sAMAccountName", "displayName", "mail", "preferredLanguage", "userAccountControl"}) {
        attributes.emplace_back(name);
    }
    attributes.push_back(settings_.alternate_mail_attribute);
    const SearchRequest request{.base = base,
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(kPersonFilter),
                                .attributes = std::move(attributes)};
    std::string cookie;
    do {
        auto page = connection.search_page(request, settings_.page_size, cookie, pool_.default_deadline());
        if (!page) return base::fail(page.error());
        for (const auto& entry : page->entries) {
            auto person = to_source_person(entry, domain);
            if (!person) continue;
            if (anchor_of(entry, AnchorAttribute::object_guid) != person->anchor) {
                claims.foreign(std::move(*person));
                continue;
            }
            claims.own(person->anchor);
            visit(std::move(*person));
        }
        cookie = std::move(page->cookie);
    } while (!cookie.empty());
    return {};
}

std::optional<core::SourcePerson> LdapPeopleSource::to_source_person(const Entry& entry,
                                                                     const DomainNames& domain) const {
    const auto anchor = anchor_of(entry, pool_.settings().source_anchor);
    const std::string account(entry.text("sAMAccountName"));
    if (entry.dn.empty() || !anchor || account.empty()) return std::nullopt;
    core::SourcePerson person;
    person.anchor = *anchor;
    person.user_principal_name = entry.text("userPrincipalName");
    if (person.user_principal_name.empty()) person.user_principal_name = account + "@" + domain.dns;
    person.sam_account_name = account;
    person.netbios_domain = domain.netbios;
    person.domain = domain.dns;
    person.display_name = entry.text("displayName");
    person.mail = entry.text("mail");
    if (const auto* alternate = entry.find(settings_.alternate_mail_attribute))
        person.alternate_mails = alternate->values;
    person.preferred_language = entry.text("preferredLanguage");
    person.active = (entry.number("userAccountControl").value_or(kAccountDisabled) & kAccountDisabled) == 0;
    return person;
}

}  // namespace tilbage::adapters::ldap
