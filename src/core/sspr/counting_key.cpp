#include "core/sspr/counting_key.h"

#include "base/encoding.h"
#include "base/unicode.h"
#include "crypto/hash.h"

namespace tilbage::core {
namespace {

std::string first_label(const std::string& domain) { return domain.substr(0, domain.find('.')); }

bool is_of_tenant(const Tenant& tenant, const UserId& user_id) {
    const auto domain = base::fold_case(tenant.domain);
    switch (user_id.form) {
        case UserId::Form::bare:
            return true;
        case UserId::Form::address:
            return user_id.domain == domain;
        case UserId::Form::down_level:
            return user_id.domain == first_label(domain);
    }
    return false;
}

}  // namespace

std::string counting_key(const PersonId& person) { return "person:" + person.str(); }

std::string counting_key(const Tenant& tenant, const std::optional<Person>& person, const UserId& user_id) {
    if (person) return counting_key(person->id);
    const auto name = is_of_tenant(tenant, user_id)
                          ? tenant.id.str() + '\n' + user_id.name.substr(0, user_id.name.find('@'))
                          : user_id.counting_key();
    // What strangers type does not belong in a store: kept as a digest, of one size.
    return "typed:" + base::to_hex(crypto::sha256(name));
}

}  // namespace tilbage::core
