// People and tenants in the tenant's store. Any thread; every call is one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/person.h"
#include "core/identity/user_id.h"

namespace tilbage::core {

struct Tenant {
    TenantId id;
    std::string domain;  // "ex1.test": its name in addresses
    std::string display_name;
};

struct PersonPage {
    std::vector<Person> people;
    std::int64_t total = 0;
};

class PersonStore {
public:
    virtual ~PersonStore() = default;
    // Exactly one active or inactive person, by UPN, mail, DOMAIN\name or bare account name; nobody when it is
    // ambiguous. Does the same work whether there is somebody or not.
    virtual base::Result<std::optional<Person>> find_by_user_id(const TenantId& tenant, const UserId& user_id) = 0;
    virtual base::Result<std::optional<Person>> find(const TenantId& tenant, const PersonId& id) = 0;
    // 1-based, ordered by id.
    virtual base::Result<PersonPage> list(const TenantId& tenant, std::int64_t start, std::int64_t count) = 0;
    virtual base::Result<std::optional<Person>> find_by_anchor(const TenantId& tenant, const SourceAnchor& anchor) = 0;
    // By UPN alone, whatever its case.
    virtual base::Result<std::optional<Person>> find_by_user_name(const TenantId& tenant,
                                                                  const std::string& user_name) = 0;
    // By SCIM's externalId: the source anchor in Base64, or the external id of somebody not from a directory.
    virtual base::Result<std::vector<Person>> find_by_external_id(const TenantId& tenant,
                                                                  const std::string& external_id) = 0;
    // Everybody whose work or alternate address it is, whatever its case.
    virtual base::Result<std::vector<Person>> find_by_mail(const TenantId& tenant, const std::string& address) = 0;
    // Inserts, or replaces the one with the same id. conflict: the anchor or user name is another person's.
    virtual base::Result<void> put(const Person& person, base::TimePoint now) = 0;
    virtual base::Result<bool> remove(const TenantId& tenant, const PersonId& id) = 0;
};

class TenantStore {
public:
    virtual ~TenantStore() = default;
    virtual base::Result<void> add(const Tenant& tenant, base::TimePoint now) = 0;
    virtual base::Result<std::optional<Tenant>> find(const TenantId& id) = 0;
    // By its own domain or by the domain of any of its people; case-folded.
    virtual base::Result<std::optional<Tenant>> find_by_domain(const std::string& domain) = 0;
    virtual base::Result<std::vector<Tenant>> all() = 0;
};

}  // namespace tilbage::core
