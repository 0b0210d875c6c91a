#include "adapters/ldap/ldap_directory.h"

#include <fmt/core.h>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/kerberos/password_proof.h"
#include "adapters/ldap/kerberos_sign_in.h"
#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/policy_entry.h"
#include "adapters/ldap/policy_hints.h"
#include "adapters/ldap/sign_in.h"
#include "adapters/ldap/time_values.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Result;
using core::DirectoryAnswer;
using core::DirectoryPerson;
using core::PersonLookup;

constexpr std::chrono::minutes kPolicyIsRemembered{1};

Modification set_to_zero(const char* attribute) {
    static constexpr std::uint8_t kZero[] = {'0'};
    return {Modification::Operation::replace, attribute, kZero};
}

}  // namespace

Result<std::vector<Entry>> LdapDirectory::read(const std::function<SearchRequest(const RootDse&)>& request) {
    const auto deadline = pool_.default_deadline();
    constexpr int kAttempts = 2;
    for (int attempt = 1;; ++attempt) {
        auto connection = pool_.lease(deadline);
        if (!connection) return base::fail(connection.error());
        auto entries = (*connection)->search(request((*connection)->root_dse()), deadline);
        const bool died = !entries && entries.error().code == ErrorCode::unavailable && !(*connection)->usable();
        if (!died || attempt == kAttempts) return entries;
    }
}

Result<std::optional<Entry>> LdapDirectory::read_person(const std::string& dn) {
    auto entries = read([&](const RootDse&) {
        return SearchRequest{.base = dn, .filter = std::string(kPersonFilter), .attributes = person_attributes()};
    });
    if (!entries && entries.error().code == ErrorCode::not_found) return std::optional<Entry>();
    if (!entries) return base::fail(entries.error());
    if (entries->empty()) return std::optional<Entry>();
    return std::optional<Entry>(std::move(entries->front()));
}

Result<PersonLookup> LdapDirectory::find_person(const core::JoinedPerson& joined) {
    auto lookup = find_person_to_write(joined);
    auto* person = lookup ? std::get_if<DirectoryPerson>(&*lookup) : nullptr;
    if (person == nullptr || !person->locked) return lookup;
    const auto locked = is_locked_out(*person);
    if (!locked) return base::fail(locked.error());
    person->locked = *locked;
    return lookup;
}

Result<PersonLookup> LdapDirectory::find_person_to_write(const core::JoinedPerson& joined) {
    const auto entry = read_person(guid_dn(guid_to_text(joined.guid.bytes)));
    if (!entry) return base::fail(entry.error());
    // Whoever got another anchor a moment ago is somebody else for the tenant.
    if (!*entry || anchor_of(**entry, pool_.settings().source_anchor) != joined.anchor)
        return PersonLookup(core::NoPerson());
    return PersonLookup(to_person(**entry, joined.anchor, clock_.now()));
}

// lockoutTime was set once; whether it still counts, the directory computes. Asked for only then, because it costs.
Result<bool> LdapDirectory::is_locked_out(const DirectoryPerson& person) {
    const auto computed = read([&](const RootDse&) {
        return SearchRequest{.base = guid_dn(person.guid), .attributes = {"msDS-User-Account-Control-Computed"}};
    });
    if (!computed) return base::fail(computed.error());
    const auto flags =
        computed->empty() ? std::nullopt : computed->front().number("msDS-User-Account-Control-Computed");
    return !flags || (*flags & kLockedOut) != 0;
}

Result<core::PasswordPolicy> LdapDirectory::read_policy(const DirectoryPerson& person) {
    const auto entries = read([&](const RootDse&) {
        return SearchRequest{.base = guid_dn(person.guid), .attributes = {"msDS-ResultantPSO"}};
    });
    if (!entries) return base::fail(entries.error());
    if (entries->empty()) return base::fail(ErrorCode::not_found, person.dn + " is not there any more");
    const std::string pso(entries->front().text("msDS-ResultantPSO"));
    if (pso.empty()) return domain_policy_now();

    const auto settings =
        read([&](const RootDse&) { return SearchRequest{.base = pso, .attributes = pso_attributes()}; });
    const bool hidden = settings ? settings->empty()
                                 : settings.error().code == ErrorCode::not_found ||
                                       settings.error().code == ErrorCode::permission_denied;
    if (hidden) return pso_policy({});
    if (!settings) return base::fail(settings.error());
    return pso_policy(settings->front());
}

Result<core::PasswordPolicy> LdapDirectory::domain_policy_now() {
    const auto remembered = domain_policy_.with([](const auto& it) { return it; });
    if (remembered && !remembered->valid_until.passed()) return remembered->policy;
    const auto entries = read([](const RootDse& root) {
        return SearchRequest{.base = root.default_naming_context, .attributes = domain_policy_attributes()};
    });
    if (!entries) return base::fail(entries.error());
    const auto policy = domain_policy(entries->empty() ? Entry() : entries->front());
    domain_policy_.with([&](auto& it) { it = RememberedPolicy{policy, Deadline::in(kPolicyIsRemembered)}; });
    return policy;
}

Result<core::DirectoryCapabilities> LdapDirectory::capabilities() {
    const auto connection = pool_.lease(pool_.default_deadline());
    if (!connection) return base::fail(connection.error());
    return core::DirectoryCapabilities{.policy_hints = policy_hints((*connection)->root_dse()).has_value()};
}

Result<base::TimePoint> LdapDirectory::directory_time() {
    const auto entries = read([](const RootDse&) { return SearchRequest{.base = "", .attributes = {"currentTime"}}; });
    if (!entries) return base::fail(entries.error());
    const auto time = entries->empty() ? std::nullopt : from_generalized_time(entries->front().text("currentTime"));
    if (!time) return base::fail(ErrorCode::corrupt, "the domain controller does not tell the time");
    return *time;
}

DirectoryAnswer LdapDirectory::write_password(const DirectoryPerson& person, const core::PasswordWrite& write,
                                              base::TimePoint deadline) {
    using Operation = Modification::Operation;
    const auto new_value = write.next.to_unicode_pwd();
    DirectoryAnswer answer;
    if (write.current != nullptr) {
        // The directory compares the old value, and applies every rule, by itself (MS-ADTS 3.1.1.3.1.5.2).
        const auto old_value = write.current->to_unicode_pwd();
        const Modification change[] = {{Operation::remove, "unicodePwd", old_value.open()},
                                       {Operation::add, "unicodePwd", new_value.open()}};
        answer = modify(person, change, Hints::no, deadline);
    } else {
        std::vector<Modification> reset = {{Operation::replace, "unicodePwd", new_value.open()},
                                           set_to_zero("lockoutTime")};
        if (write.must_change) reset.push_back(set_to_zero("pwdLastSet"));
        answer = modify(person, reset, Hints::when_known, deadline);
    }
    if (answer.result_code != 0) domain_policy_.with([](auto& it) { it.reset(); });
    return answer;
}

DirectoryAnswer LdapDirectory::unlock(const DirectoryPerson& person, base::TimePoint deadline) {
    const Modification unlock[] = {set_to_zero("lockoutTime")};
    return modify(person, unlock, Hints::no, deadline);
}

DirectoryAnswer LdapDirectory::modify(const DirectoryPerson& person, std::span<const Modification> modifications,
                                      Hints hints, base::TimePoint deadline) {
    using Delivery = DirectoryAnswer::Delivery;
    const auto limit = Deadline::at(deadline, clock_);
    if (limit.passed()) return {Delivery::not_sent, 0, "the deadline has passed"};
    constexpr int kAttempts = 2;
    for (int attempt = 1;; ++attempt) {
        auto connection = pool_.lease(limit);
        if (!connection) return {Delivery::not_sent, 0, connection.error().message};
        const auto control = hints == Hints::when_known ? policy_hints((*connection)->root_dse()) : std::nullopt;
        auto answer = (*connection)->modify(guid_dn(person.guid), modifications, control, limit);
        if (answer.delivery != Delivery::not_sent || attempt == kAttempts) return answer;
    }
}

Result<core::SignIn> LdapDirectory::verify_password(const DirectoryPerson& person, const core::PasswordText& password,
                                                    base::TimePoint deadline) {
    const auto limit = Deadline::at(deadline, clock_);
    if (limit.passed()) return base::fail(ErrorCode::timeout, "the deadline has passed");
    auto connection = pool_.open_unsigned(limit);
    if (!connection) return base::fail(connection.error());
    const auto utf8 = password.to_utf8();
    const auto& address = (*connection)->address();
    if (address.scheme == ServerAddress::Scheme::ldap) {
        auto proven =
            prove_password(address.host, realm_of((*connection)->root_dse()), person.sam_account_name, utf8, limit);
        // A KDC has one word for both.
        if (proven && *proven == core::SignIn::must_change && person.pwd_last_set != 0) {
            return core::SignIn::expired_password;
        }
        return proven;
    }
    const auto answer = (*connection)->bind(person.dn, utf8, limit);
    if (!answer) return base::fail(answer.error());
    return sign_in_of(*answer);
}

}  // namespace tilbage::adapters::ldap
