#include "adapters/ldap/ldap_surveyor.h"

#include <algorithm>
#include <fmt/core.h>

#include "adapters/ldap/domain_names.h"
#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/open_connection.h"
#include "adapters/ldap/own_account.h"
#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/policy_entry.h"
#include "adapters/ldap/policy_hints.h"
#include "base/unicode.h"
#include "core/sync/guid_text.h"
#include "core/writeback/protected_accounts.h"

namespace tilbage::adapters::ldap {
namespace {

using core::DirectorySurvey;
using core::SurveyFinding;
using Weight = SurveyFinding::Weight;

constexpr int kPeopleToLookAt = 1;
constexpr std::int64_t kLately = 1000;  // changes of the directory

void find(DirectorySurvey& survey, Weight weight, std::string text) {
    survey.findings.push_back({weight, std::move(text)});
}

bool lists(const Entry& entry, std::string_view attribute, std::string_view value) {
    const auto* found = entry.find(attribute);
    const auto same = [&](const std::string& text) { return base::fold_case(text) == base::fold_case(value); };
    return found != nullptr && std::ranges::any_of(found->values, same);
}

}  // namespace

base::Result<DirectorySurvey> LdapSurveyor::survey(const std::string& server) {
    const auto address = ServerAddress::parse(server, settings_.signs_in_with());
    if (!address) return base::fail(address.error());
    auto connection = open_signed_in(*address, settings_, Deadline::in(settings_.timeout));
    if (!connection) return base::fail(connection.error());
    DirectorySurvey survey;
    survey.server = address->str();
    survey.base_dn = (*connection)->root_dse().default_naming_context;
    survey.policy_hints = policy_hints((*connection)->root_dse()).has_value();
    look_at_domain(**connection, survey);
    look_at_own_account(**connection, survey);
    look_at_scope(**connection, survey);
    look_at_a_person(**connection, survey);
    look_at_protected_groups(**connection, survey);
    look_at_policies(**connection, survey);
    return survey;
}

LdapSurveyor::Entries LdapSurveyor::read(Connection& connection, std::string base,
                                         std::vector<std::string> attributes) {
    return connection.search({.base = std::move(base), .attributes = std::move(attributes)},
                             Deadline::in(settings_.timeout));
}

void LdapSurveyor::look_at_domain(Connection& connection, DirectorySurvey& survey) {
    auto names = read_domain_names(connection, Deadline::in(settings_.timeout));
    if (!names) {
        find(survey, Weight::error, "The names of the domain cannot be read from CN=Partitions in the configuration.");
        return;
    }
    survey.domain_dns = std::move(names->dns);
    survey.domain_netbios = std::move(names->netbios);
}

void LdapSurveyor::look_at_own_account(Connection& connection, DirectorySurvey& survey) {
    std::vector<std::string> attributes{"objectSid", "tokenGroups", "adminCount"};
    auto dn = settings_.bind_dn;
    if (settings_.has_keytab()) {
        if (const auto account = read_own_account(connection, {"objectSid"}, Deadline::in(settings_.timeout))) {
            dn = account->dn;
        }
    }
    const auto entries = dn.empty() ? Entries() : read(connection, dn, std::move(attributes));
    const auto sid = entries && !entries->empty() ? sid_to_text(entries->front().bytes("objectSid")) : std::nullopt;
    if (!sid) {
        find(survey, Weight::error,
             fmt::format("The agent's own account, {}, cannot be read. {} must be a user of this domain.",
                         settings_.account_name(), settings_.has_keytab() ? "directory.account" : "directory.bind_dn"));
        return;
    }
    survey.own_sid = *sid;
    bool is_administrator = core::is_protected_sid(*sid);
    if (const auto* groups = entries->front().find("tokenGroups")) {
        for (const auto& value : groups->values) {
            const auto group = sid_to_text(base::as_bytes(value));
            is_administrator = is_administrator || (group && core::is_protected_sid(*group));
        }
    }
    if (is_administrator) {
        find(survey, Weight::error,
             fmt::format("{} is an administrator of the domain. Use an account that holds only the rights to reset and "
                         "unlock in the chosen organisational units.",
                         settings_.account_name()));
    }
}

void LdapSurveyor::look_at_scope(Connection& connection, DirectorySurvey& survey) {
    for (const auto& base : scope_bases_) {
        const auto entries = read(connection, base, {"objectClass"});
        if (entries && !entries->empty()) continue;
        find(survey, Weight::warning,
             fmt::format("scope.include: nothing is called {}, or the agent's account may not read it. A unit that was "
                         "renamed since it was chosen is known all the same.",
                         base));
    }
}

// Samba goes through everybody before it sends the first of them, 10 s with a hundred thousand people; so whoever
// changed lately is looked for at first.
LdapSurveyor::Entries LdapSurveyor::somebody_under(Connection& connection, const std::string& base) {
    const auto search = [&](const std::string& condition) {
        return connection.search({.base = base,
                                  .scope = SearchRequest::Scope::subtree,
                                  .filter = fmt::format("(&{}(!(adminCount=1)){})", kPersonFilter, condition),
                                  .attributes = {"objectGUID"},
                                  .size_limit = kPeopleToLookAt},
                                 Deadline::in(settings_.timeout));
    };
    const auto root = read(connection, "", {"highestCommittedUSN"});
    const auto usn = root && !root->empty() ? root->front().number("highestCommittedUSN") : std::nullopt;
    if (usn) {
        auto lately = search(fmt::format("(uSNChanged>={})", std::max<std::int64_t>(0, *usn - kLately)));
        if (lately && !lately->empty()) return lately;
    }
    return search("");
}

// Somebody in scope stands for all: what cannot be read or written there is told with the command's word for it.
void LdapSurveyor::look_at_a_person(Connection& connection, DirectorySurvey& survey) {
    const auto bases = scope_bases_.empty() ? std::vector{connection.root_dse().default_naming_context} : scope_bases_;
    for (const auto& base : bases) {
        const auto found = somebody_under(connection, base);
        if (!found) continue;
        if (found->empty()) {
            find(survey, Weight::warning, fmt::format("scope: there is nobody under {}.", base));
            continue;
        }
        auto attributes = person_attributes();
        attributes.emplace_back("allowedAttributesEffective");
        const auto person = read(connection, found->front().dn, std::move(attributes));
        if (!person || person->empty()) continue;
        const auto& entry = person->front();
        if (entry.find("tokenGroups") == nullptr) {
            find(
                survey, Weight::warning,
                fmt::format("The groups (tokenGroups) of {} cannot be read, and nobody is written whose groups are not "
                            "known. Grant Read Property there.",
                            entry.dn));
        }
        if (entry.find("pwdLastSet") == nullptr) {
            find(survey, Weight::warning,
                 fmt::format("pwdLastSet of {} cannot be read. Grant Read Property there.", entry.dn));
        }
        if (!lists(entry, "allowedAttributesEffective", "lockoutTime")) {
            find(survey, Weight::warning,
                 fmt::format(
                     "The agent's account may not write lockoutTime of {}, so it can neither unlock nor reset. Grant "
                     "Write lockoutTime under {}.",
                     entry.dn, base));
        }
    }
}

// By its GUID where that is known and there, else by its name: in a domain that was built anew the GUIDs are others.
std::optional<std::string> LdapSurveyor::sid_of(Connection& connection, const NamedGroup& group) {
    std::vector<std::string> names{group.dn};
    if (group.guid) names.insert(names.begin(), guid_dn(core::to_text(*group.guid)));
    for (auto& name : names) {
        const auto entries = read(connection, std::move(name), {"objectSid"});
        if (!entries || entries->empty()) continue;
        if (auto sid = sid_to_text(entries->front().bytes("objectSid"))) return sid;
    }
    return std::nullopt;
}

void LdapSurveyor::look_at_protected_groups(Connection& connection, DirectorySurvey& survey) {
    for (const auto& group : protected_groups_) {
        if (const auto sid = sid_of(connection, group)) {
            survey.protected_group_sids.push_back(*sid);
        } else {
            find(survey, Weight::error,
                 fmt::format("scope.protected_groups: {} is not there, or is no security group.", group.dn));
        }
    }
}

void LdapSurveyor::look_at_policies(Connection& connection, DirectorySurvey& survey) {
    const auto head = read(connection, survey.base_dn, domain_policy_attributes());
    survey.policy_readable = head && !head->empty() && domain_policy(head->front()).min_length.has_value();
    if (!survey.policy_readable) {
        find(survey, Weight::warning,
             "The domain's password policy cannot be read: the page cannot show the rules, and refusals cannot be "
             "explained.");
    }
    const auto container =
        read(connection, "CN=Password Settings Container,CN=System," + survey.base_dn, {"objectClass"});
    survey.psos_readable = container && !container->empty();
    if (!survey.psos_readable) {
        find(survey, Weight::note,
             "Password Settings Objects (fine-grained policies) cannot be read by this account: for people who have "
             "one, the "
             "page cannot show its numbers. Grant Read on CN=Password Settings Container,CN=System to change that.");
    }
    if (!survey.policy_hints) {
        find(survey, Weight::warning,
             "History and minimum age cannot be enforced on a reset: this domain controller lacks the policy-hints "
             "control. "
             "Resets work; length and complexity hold.");
    }
}

}  // namespace tilbage::adapters::ldap
