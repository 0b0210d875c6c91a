#include "adapters/sql/person_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using base::ErrorCode;

class PersonStoreTest : public ::testing::Test {
protected:
    PersonStoreTest() {
        EXPECT_TRUE(
            SqlTenantStore(*database_).add({.id = other_tenant_, .domain = "ex2.test", .display_name = "Other"}, kNow));
    }
    // The account name of whoever the typed text means, or "".
    std::string typed(const std::string& text) {
        const auto user_id = core::parse_user_id(text);
        if (!user_id) return "";
        const auto found = store_.find_by_user_id(database_.tenant, *user_id).value();
        return found ? found->sam_account_name : "";
    }

    TenantDatabase database_;
    SqlPersonStore store_{*database_};
    const core::TenantId other_tenant_{"tenant-2"};
};

TEST_F(PersonStoreTest, KeepsAPersonExactly) {
    core::Person person = database_.person(2, "søren");
    person.display_name = "Søren \"Sø\" O'Kjær\\";
    person.work_mail = "Soren@Example.DK";
    person.alternate_mails = {"a@private.test", "b,\"c\"@private.test"};
    person.preferred_language = "da-DK";
    person.active = false;
    ASSERT_TRUE(store_.put(person, kNow));
    database_.reopen();
    EXPECT_EQ(SqlPersonStore(*database_).find(database_.tenant, person.id).value(), person);
}

TEST_F(PersonStoreTest, FindsByUserNameMailDownLevelAndAccountName) {
    core::Person person = database_.person(2, "soren");
    person.work_mail = "Søren.Kjær@Example.DK";
    ASSERT_TRUE(store_.put(person, kNow));
    for (const char* text :
         {"SOREN@ex1.test", "søren.kjær@example.dk", "SØREN.KJÆR@EXAMPLE.DK", "ex1\\Soren", "Soren", " soren "})
        EXPECT_EQ(typed(text), "soren") << text;
}

TEST_F(PersonStoreTest, NothingInAUserIdHasAMeaning) {
    for (const char* text : {"*", "mar*", "%", "_aren", "maren)(objectClass=*", "' OR '1'='1", "maren'--", "EX1\\*",
                             "*\\maren", "maren@*", "\" OR 1=1 --", "nobody", "nobody@ex1.test", "EX9\\maren"})
        EXPECT_EQ(typed(text), "") << text;
}

TEST_F(PersonStoreTest, AnEmptyAttributeIsNobodysName) {
    core::Person person = database_.person(2, "");
    person.user_name = "only@ex1.test";
    person.netbios_domain.clear();
    ASSERT_TRUE(store_.put(person, kNow));
    EXPECT_FALSE(store_.find_by_user_id(database_.tenant, core::UserId{}).value());
    EXPECT_FALSE(
        store_.find_by_user_id(database_.tenant, {.form = core::UserId::Form::address, .name = "", .domain = ""})
            .value());
}

TEST_F(PersonStoreTest, AmbiguousNamesAreNobodys) {
    auto twin = database_.person(2, "maren");
    twin.user_name = "maren@branch.ex1.test";
    twin.netbios_domain = "BRANCH";
    ASSERT_TRUE(store_.put(twin, kNow));
    EXPECT_EQ(typed("maren"), "");
    EXPECT_EQ(store_.find_by_user_id(database_.tenant, *core::parse_user_id("BRANCH\\maren")).value()->id, twin.id);
    EXPECT_EQ(typed("EX1\\maren"), "maren");
    auto mail_twin = database_.person(3, "jens");
    mail_twin.work_mail = "maren@ex1.test";
    ASSERT_TRUE(store_.put(mail_twin, kNow));
    EXPECT_EQ(typed("maren@ex1.test"), "") << "one person's user name and another's mail";
}

TEST_F(PersonStoreTest, OnesOwnMailAndUserNameAreNotAmbiguous) {
    auto person = database_.person(1, "maren");
    person.work_mail = "maren@ex1.test";
    ASSERT_TRUE(store_.put(person, kNow));
    EXPECT_EQ(typed("maren@ex1.test"), "maren");
}

TEST_F(PersonStoreTest, AnchorsAndUserNamesAreUniqueInATenant) {
    auto same_anchor = database_.person(1, "other");
    same_anchor.id = core::PersonId("person-2");
    EXPECT_EQ(store_.put(same_anchor, kNow).error().code, ErrorCode::conflict);
    auto same_name = database_.person(2, "MAREN");
    EXPECT_EQ(store_.put(same_name, kNow).error().code, ErrorCode::conflict);
    same_name.tenant_id = other_tenant_;
    EXPECT_TRUE(store_.put(same_name, kNow)) << "another tenant may have the same name";
}

TEST_F(PersonStoreTest, NobodySeesOrTakesAnotherTenantsPeople) {
    const auto id = database_.person(1, "maren").id;
    EXPECT_FALSE(store_.find(other_tenant_, id).value());
    EXPECT_FALSE(store_.find_by_anchor(other_tenant_, anchor(1)).value());
    EXPECT_FALSE(store_.find_by_user_id(other_tenant_, *core::parse_user_id("maren")).value());
    EXPECT_FALSE(store_.remove(other_tenant_, id).value());
    auto stolen = database_.person(1, "thief");
    stolen.tenant_id = other_tenant_;
    EXPECT_EQ(store_.put(stolen, kNow).error().code, ErrorCode::conflict);
    EXPECT_EQ(store_.find(database_.tenant, id).value()->sam_account_name, "maren");
}

TEST_F(PersonStoreTest, ListsInPages) {
    for (std::uint8_t i = 2; i <= 7; ++i) ASSERT_TRUE(store_.put(database_.person(i, "p" + std::to_string(i)), kNow));
    const auto page = store_.list(database_.tenant, 3, 2).value();
    EXPECT_EQ(page.total, 7);
    ASSERT_EQ(page.people.size(), 2U);
    EXPECT_EQ(page.people[0].id.str(), "person-3");
    EXPECT_TRUE(store_.list(database_.tenant, 8, 10).value().people.empty());
    EXPECT_EQ(store_.list(database_.tenant, 1, 0).value().total, 7);
    EXPECT_EQ(store_.list(other_tenant_, 1, 10).value().total, 0);
}

TEST_F(PersonStoreTest, RemovesAndFindsByAnchorAndName) {
    EXPECT_EQ(store_.find_by_anchor(database_.tenant, anchor(1)).value()->sam_account_name, "maren");
    EXPECT_EQ(store_.find_by_user_name(database_.tenant, "MAREN@EX1.TEST").value()->sam_account_name, "maren");
    EXPECT_TRUE(store_.remove(database_.tenant, core::PersonId("person-1")).value());
    EXPECT_FALSE(store_.remove(database_.tenant, core::PersonId("person-1")).value());
    EXPECT_FALSE(store_.find_by_anchor(database_.tenant, anchor(1)).value());
}

TEST_F(PersonStoreTest, OfFiftyWhoBringTheSameAnchorAtOnceOneWins) {
    std::atomic<int> won{0};
    in_parallel(50, [&](int thread) {
        auto person = database_.person(99, "new");
        person.id = core::PersonId("new-" + std::to_string(thread));
        if (store_.put(person, kNow)) ++won;
    });
    EXPECT_EQ(won, 1);
}

}  // namespace
}  // namespace tilbage::adapters::sql
