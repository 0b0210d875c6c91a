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

}  // namespace

Result<std::unique_ptr<LdapPeopleSource>> LdapPeopleSource::create(Pool& pool, ImportSettings settings) {
    if (settings.scope.mode == core::Scope::Mode::selected && settings.scope.include.empty()) {
        return base::fail(ErrorCode::invalid_argument, "no unit to read people from");
    }
    if (settings.page_size < 1 || settings.page_size > kLargestPage) {
        return base::fail(ErrorCode::invalid_argument, fmt::format("the page size must be 1 to {}", kLargestPage));
    }
    return std::unique_ptr<LdapPeopleSource>(new LdapPeopleSource(pool, std::move(settings)));
}

Result<void> LdapPeopleSource::each_person(const std::function<void(core::SourcePerson)>& visit) {
    const auto connection = pool_.lease(pool_.default_deadline());
    if (!connection) return base::fail(connection.error());
    const auto domain = read_domain_names(**connection, pool_.default_deadline());
    if (!domain) return base::fail(domain.error());
    const auto naming_context = core::DistinguishedName::parse((*connection)->root_dse().default_naming_context);
    if (!naming_context) return base::fail(ErrorCode::corrupt, "the domain controller does not name its domain");
    const auto bases = bases_in(*naming_context);
    if (!bases) return base::fail(bases.error());
    AnchorClaims claims;
    for (const auto& base : *bases) {
        if (auto walked = walk(**connection, base, *naming_context, *domain, claims, visit); !walked) return walked;
    }
    auto settled = std::move(claims).settle();
    for (auto& person : settled.accepted) visit(std::move(person));
    for (const auto& person : settled.disputed) {
        base::log(kSourceAnchorDisputed,
                  {{"account", person.sam_account_name}, {"source_anchor", person.anchor.str()}});
    }
    return {};
}

Result<std::vector<core::DistinguishedName>> LdapPeopleSource::bases_in(const core::DistinguishedName& domain) const {
    if (settings_.scope.mode == core::Scope::Mode::selected) {
        for (const auto& name : settings_.scope.include) {
            if (name.is_under(domain)) continue;
            // Left out silently, it would look as if its people had gone.
            return base::fail(ErrorCode::invalid_argument,
                              fmt::format("{} does not lie in the domain {}", name.str(), domain.str()));
        }
    }
    return core::search_bases(settings_.scope, domain);
}

Result<void> LdapPeopleSource::walk(Connection& connection, const core::DistinguishedName& base,
                                    const core::DistinguishedName& naming_context, const DomainNames& domain,
                                    AnchorClaims& claims, const Visit& visit) const {
    auto attributes = anchor_attributes();
    for (const auto* name :
         {"userPrincipalName", "sAMAccountName", "displayName", "mail", "preferredLanguage", "userAccountControl"}) {
        attributes.emplace_back(name);
    }
    attributes.push_back(settings_.alternate_mail_attribute);
    const SearchRequest request{.base = base.str(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(kPersonFilter),
                                .attributes = std::move(attributes)};
    std::string cookie;
    do {
        auto page = connection.search_page(request, settings_.page_size, cookie, pool_.default_deadline());
        if (!page) return base::fail(page.error());
        for (const auto& entry : page->entries) {
            const auto dn = core::DistinguishedName::parse(entry.dn);
            if (!dn || !core::covers(settings_.scope, *dn, naming_context)) continue;
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
