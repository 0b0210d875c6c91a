// A tenant's database in a folder of its own, with one tenant and one person in it.
#pragma once

#include <stdexcept>

#include "adapters/sql/migrations.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/tenant_store.h"
#include "crypto/hash.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::sql::testing_support {

inline const base::TimePoint kNow = base::from_millis(1'800'000'000'000);

inline core::SourceAnchor anchor(std::uint8_t number) {
    return core::SourceAnchor::from_guid(base::Bytes(16, number)).value();
}

inline crypto::Digest digest(std::uint8_t number) {
    crypto::Digest digest{};
    digest.fill(number);
    return digest;
}

class TenantDatabase {
public:
    TenantDatabase() {
        open();
        must(SqlTenantStore(*database_).add({.id = tenant, .domain = "ex1.test", .display_name = "Example"}, kNow));
        must(SqlPersonStore(*database_).put(person(1, "maren"), kNow));
    }

    // As after a kill and a start: another connection on the same file.
    void reopen() {
        database_.reset();
        open();
    }

    // Person number `number`, account `name` in EX1 (ex1.test).
    [[nodiscard]] core::Person person(std::uint8_t number, const std::string& name) const {
        core::Person person;
        person.id = core::PersonId("person-" + std::to_string(number));
        person.tenant_id = tenant;
        person.anchor = anchor(number);
        person.user_name = name + "@ex1.test";
        person.sam_account_name = name;
        person.netbios_domain = "EX1";
        person.domain = "ex1.test";
        person.display_name = name;
        return person;
    }

    [[nodiscard]] Database& operator*() const { return *database_; }

    const core::TenantId tenant{"tenant-1"};

private:
    static void must(const base::Result<void>& done) {
        if (!done) throw std::runtime_error(done.error().message);
    }

    void open() {
        auto opened = Database::open({.path = folder_.path() / "tenant.db", .durability = Durability::process_kill});
        if (!opened) throw std::runtime_error(opened.error().message);
        database_ = std::move(*opened);
        must(migrate(*database_, tenant_migrations(), kNow));
    }

    tilbage::testing::TempDir folder_;
    std::unique_ptr<Database> database_;
};

}  // namespace tilbage::adapters::sql::testing_support
