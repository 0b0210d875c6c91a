// Reminders that a password expires, among many people: how long a look takes that finds nobody, a page, and a whole
// round of the most that may wait; and what a person's row costs with the index and without.
//   reminders_bench PEOPLE FOLDER
// Prints one JSON object.
#include <boost/json/serialize.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "adapters/sql/expiry_reminder_store.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/tenant_store.h"

namespace {

using namespace tilbage;
namespace sql = adapters::sql;
namespace json = boost::json;
using std::chrono::hours;

const core::TenantId kTenant("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384");
const base::TimePoint kNow = base::from_millis(1'800'000'000'000);
constexpr int kMaxAgeDays = 90;

template <class T>
void must(const base::Result<T>& done) {
    if (!done) throw std::runtime_error(done.error().message);
}

template <class Work>
double milliseconds(Work work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

core::Person person(int number) {
    core::Person person;
    person.id = core::PersonId("person-" + std::to_string(number * 7919 % 1'000'003));
    person.tenant_id = kTenant;
    base::Bytes guid(16);
    for (int i = 0; i < 4; ++i) guid[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(number >> (8 * i));
    person.anchor = core::SourceAnchor::from_guid(guid).value();
    person.user_name = "p" + std::to_string(number) + "@ex1.test";
    person.sam_account_name = "p" + std::to_string(number);
    person.netbios_domain = "EX1";
    person.domain = "ex1.test";
    person.display_name = person.sam_account_name;
    person.work_mail = person.user_name;
    // Evenly over the days that a password lives, as they are where people change them when they are reminded.
    person.on_premises.password_expires_at = kNow + hours(24) * (number % kMaxAgeDays) + std::chrono::seconds(number);
    return person;
}

json::object measure(int people, const std::filesystem::path& folder) {
    auto opened = sql::Database::open({.path = folder / "tenant.db", .writer_cache_kib = 32 * 1024});
    must(opened);
    auto& database = **opened;
    must(sql::migrate(database, sql::tenant_migrations(), kNow));
    must(sql::SqlTenantStore(database).add({.id = kTenant, .domain = "ex1.test", .display_name = "Example"}, kNow));
    sql::SqlPersonStore store(database);
    const auto written = milliseconds([&] {
        must(database.run([&]() -> base::Result<void> {
            for (int number = 0; number < people; ++number)
                if (auto put = store.put(person(number), kNow); !put) return put;
            return {};
        }));
    });
    sql::SqlExpiryReminderStore reminders(database);
    // 14 days before, when the next ones are 7, 3 and 1: a week's expiries.
    const core::ReminderWindow week{.day = 14, .from = kNow + hours(8 * 24), .until = kNow + hours(15 * 24)};
    const auto page = milliseconds([&] { must(reminders.due(kTenant, week, std::nullopt, 50)); });
    int told = 0;
    const auto all = milliseconds([&] {
        for (;;) {
            bool any = false;
            must(database.run([&]() -> base::Result<void> {
                const auto due = reminders.due(kTenant, week, std::nullopt, 50);
                if (!due) return base::fail(due.error());
                any = !due->empty();
                for (const auto& one : *due) {
                    ++told;
                    const auto noted = reminders.record(one, *one.on_premises.password_expires_at, 14, kNow);
                    if (!noted) return noted;
                }
                return {};
            }));
            if (!any) return;
        }
    });
    const auto nobody = milliseconds([&] { must(reminders.due(kTenant, week, std::nullopt, 50)); });
    return {{"people", people},      {"write_us_each", written * 1000 / people},
            {"first_page_ms", page}, {"told", told},
            {"tell_all_ms", all},    {"nobody_left_ms", nobody}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "reminders_bench PEOPLE FOLDER\n");
        return 2;
    }
    std::puts(json::serialize(measure(std::stoi(argv[1]), argv[2])).c_str());
    return 0;
}
