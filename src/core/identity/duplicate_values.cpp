#include "core/identity/duplicate_values.h"

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "core/identity/proxy_address.h"

namespace tilbage::core {
namespace {

using Property = ProvisioningError::Property;

std::string folded_value(const ProvisioningError& error) { return base::fold_case(address_of(error.value)); }

bool same_trouble(const ProvisioningError& a, const ProvisioningError& b) {
    return a.property == b.property && (a.value == b.value || folded_value(a) == folded_value(b));
}

const ProvisioningError* find_error(const Person* person, const ProvisioningError& like) {
    if (person == nullptr) return nullptr;
    const auto found = std::ranges::find_if(person->provisioning_errors,
                                            [&](const ProvisioningError& error) { return same_trouble(error, like); });
    return found == person->provisioning_errors.end() ? nullptr : &*found;
}

std::string_view name_of(Property property) {
    return property == Property::user_principal_name ? "userPrincipalName" : "proxyAddresses";
}

std::string details_of(const ProvisioningError& error) {
    return "{\"property\":\"" + std::string(name_of(error.property)) + "\",\"collidingId\":\"" + error.colliding_id +
           "\"}";
}

constexpr int kTriesWithFourDigits = 20;
constexpr int kTries = 40;

}  // namespace

Person as_wanted(Person person) {
    for (auto& error : person.provisioning_errors) {
        if (error.property == Property::user_principal_name)
            person.user_name = std::move(error.value);
        else
            person.on_premises.proxy_addresses.push_back(std::move(error.value));
    }
    person.provisioning_errors.clear();
    return person;
}

base::Result<Person> DuplicateValues::keep_apart(const ProvisioningRun& run, Person wanted, const Person* before) {
    wanted.provisioning_errors.clear();
    const auto keep = [&](Property property, const std::string& value, const std::string& holder) {
        ProvisioningError error{.property = property, .value = value, .colliding_id = holder, .occurred_at = run.at};
        if (const auto* known = find_error(before, error)) error.occurred_at = known->occurred_at;
        wanted.provisioning_errors.push_back(std::move(error));
    };
    auto holder =
        ports_.provisioning.holder_of(run.tenant_id, Property::user_principal_name, wanted.user_name, wanted.id);
    if (!holder) return base::fail(holder.error());
    if (*holder) {
        keep(Property::user_principal_name, wanted.user_name, **holder);
        if (find_error(before, wanted.provisioning_errors.front()) != nullptr) {
            wanted.user_name = before->user_name;
        } else {
            auto other = other_user_name(run, wanted);
            if (!other) return base::fail(other.error());
            wanted.user_name = std::move(*other);
        }
    }
    std::vector<std::string> proxies;
    std::set<std::string> seen;
    for (auto& proxy : wanted.on_premises.proxy_addresses) {
        const std::string address(address_of(proxy));
        if (!seen.insert(base::fold_case(address)).second) continue;
        holder = ports_.provisioning.holder_of(run.tenant_id, Property::proxy_addresses, address, wanted.id);
        if (!holder) return base::fail(holder.error());
        if (*holder)
            keep(Property::proxy_addresses, proxy, **holder);
        else
            proxies.push_back(std::move(proxy));
    }
    std::ranges::sort(proxies);  // their order has no meaning, and heals must not change it back and forth
    wanted.on_premises.proxy_addresses = std::move(proxies);
    return wanted;
}

// prefix+1234@ the tenant's own domain.
base::Result<std::string> DuplicateValues::other_user_name(const ProvisioningRun& run, const Person& wanted) {
    const auto tenant = ports_.tenants.find(run.tenant_id);
    if (!tenant) return base::fail(tenant.error());
    if (!*tenant) return base::fail(base::ErrorCode::not_found, "the tenant is not there");
    const auto prefix = wanted.user_name.substr(0, wanted.user_name.rfind('@'));
    for (int i = 0; i < kTries; ++i) {
        auto name =
            prefix + "+" + base::new_digits(ports_.random, i < kTriesWithFourDigits ? 4 : 8) + "@" + (*tenant)->domain;
        const auto holder =
            ports_.provisioning.holder_of(run.tenant_id, Property::user_principal_name, name, wanted.id);
        if (!holder) return base::fail(holder.error());
        if (!*holder) return name;
    }
    return base::fail(base::ErrorCode::conflict, "no user name is free that begins like the one that is taken");
}

std::vector<DuplicateValues::Value> DuplicateValues::values_of(const Person& person) {
    std::vector<Value> values{{Property::user_principal_name, base::fold_case(person.user_name)}};
    for (const auto& proxy : person.on_premises.proxy_addresses)
        values.push_back({Property::proxy_addresses, base::fold_case(address_of(proxy))});
    return values;
}

std::vector<DuplicateValues::Value> DuplicateValues::freed(const Person& before, const Person& after) {
    if (before.user_name == after.user_name && before.on_premises.proxy_addresses == after.on_premises.proxy_addresses)
        return {};
    const auto has = values_of(after);
    auto free = values_of(before);
    std::erase_if(free, [&](const Value& value) {
        return std::ranges::any_of(
            has, [&](const Value& kept) { return kept.property == value.property && kept.text == value.text; });
    });
    return free;
}

base::Result<void> DuplicateValues::write(const ProvisioningRun& run, const Person* before, const Person& after) {
    if (auto done = ports_.people.put(after, run.at); !done) return done;
    for (const auto& error : after.provisioning_errors) {
        if (find_error(before, error) != nullptr) continue;
        if (auto told = ports_.audit.append(audit_of(run, "people.quarantine", after.id, details_of(error))); !told)
            return told;
    }
    if (before == nullptr) return {};
    for (const auto& error : before->provisioning_errors) {
        if (find_error(&after, error) != nullptr) continue;
        if (auto told = ports_.audit.append(audit_of(run, "people.quarantine_ended", after.id, details_of(error)));
            !told)
            return told;
    }
    return {};
}

base::Result<void> DuplicateValues::put(const ProvisioningRun& run, const Person* before, const Person& after) {
    if (auto done = write(run, before, after); !done) return done;
    return before == nullptr ? base::Result<void>() : hand_on(run, freed(*before, after));
}

base::Result<void> DuplicateValues::release(const ProvisioningRun& run, const Person& gone) {
    return hand_on(run, values_of(gone));
}

base::Result<bool> DuplicateValues::look_again(const ProvisioningRun& run, const PersonId& id) {
    const auto found = ports_.people.find(run.tenant_id, id);
    if (!found) return base::fail(found.error());
    if (!*found) return false;
    const auto after = keep_apart(run, as_wanted(**found), &**found);
    if (!after) return base::fail(after.error());
    if (*after == **found) return false;
    if (auto done = put(run, &**found, *after); !done) return base::fail(done.error());
    return true;
}

// Who heals may free something in turn: the user name that they had meanwhile. That is nobody's wish but by chance, so
// this ends.
base::Result<void> DuplicateValues::hand_on(const ProvisioningRun& run, const std::vector<Value>& free) {
    for (const auto& value : free) {
        const auto waiting = ports_.provisioning.waiting(run.tenant_id, value.property, value.text);
        if (!waiting) return base::fail(waiting.error());
        for (const auto& id : *waiting)
            if (const auto looked = look_again(run, id); !looked) return base::fail(looked.error());
    }
    return {};
}

}  // namespace tilbage::core
