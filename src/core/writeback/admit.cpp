#include "core/writeback/admit.h"

namespace tilbage::core {
namespace {

Outcome refused(Reason reason) { return {.reason = reason, .details = {}, .description = {}}; }

bool is_in_scope(const DirectoryPerson& person, const Scope& scope, const AgentRules& rules) {
    const auto dn = DistinguishedName::parse(person.dn);
    return dn && covers(scope, *dn, rules.domain);
}

}  // namespace

bool is_well_formed(const Request& request, const AgentRules& rules) {
    const auto& binding = request.binding;
    return binding.tenant_id == rules.tenant_id && request.sealed.has_value() == has_password(binding.kind) &&
           (!request.must_change || binding.kind == Kind::reset) && binding.expires_at > binding.issued_at &&
           binding.expires_at - binding.issued_at <= kSealLifetime.count();
}

std::optional<Outcome> refuse_person(const DirectoryPerson& person, Kind kind, const Scope& scope,
                                     const AgentRules& rules) {
    if (!is_in_scope(person, scope, rules)) return refused(Reason::user_out_of_scope);
    switch (protection_of(person, rules.protection)) {
        case Protection::none:
            break;
        case Protection::is_protected:
            return refused(Reason::account_protected);
        case Protection::not_readable:
            return Outcome{.reason = Reason::permission_missing,
                           .details = {.object = person.dn, .right = "Read tokenGroups"},
                           .description = {}};
    }
    if (kind == Kind::describe) return std::nullopt;
    // A sign-in is told so by the directory, after it has looked at the password: sooner, it would tell strangers.
    if (is_write(kind) && person.disabled) return refused(Reason::account_disabled);
    if (is_write(kind) && person.expired) return refused(Reason::account_expired);
    if (!rules.writes) return refused(Reason::writeback_disabled);
    return std::nullopt;
}

}  // namespace tilbage::core
