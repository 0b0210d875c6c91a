#include "adapters/sql/person_search.h"

#include <gtest/gtest.h>
#include <map>

#include "adapters/sql/person_store.h"
#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using core::PersonFilter;
using core::PersonProperty;
using Op = PersonFilter::Op;
using Names = std::vector<std::string>;

struct PersonSearchTest : ::testing::Test {
    PersonSearchTest() { EXPECT_TRUE(people.remove(database.tenant, core::PersonId("person-1"))); }

    void add(const std::string& display_name, const std::string& account) {
        auto person = database.person(next++, account);
        person.display_name = display_name;
        ASSERT_TRUE(people.put(person, kNow));
    }
    core::ListedPeople list(const core::PersonQuery& query) { return search.list(database.tenant, query).value(); }
    Names names(const core::PersonQuery& query) {
        Names found;
        for (const auto& one : list(query).people) found.push_back(one.person.display_name);
        return found;
    }
    static core::PersonQuery all(int count = 100) {
        core::PersonQuery query;
        query.count = count;
        return query;
    }
    Names found(PersonProperty property, const std::string& text) {
        auto query = all();
        query.search = {{property, text}};
        return names(query);
    }
    Names filtered(PersonFilter filter) {
        auto query = all();
        query.filter = std::move(filter);
        return names(query);
    }

    TenantDatabase database;
    SqlPersonStore people{*database};
    SqlPersonSearch search{*database};
    std::uint8_t next = 2;
    std::map<std::string, core::PersonId> ids;
};

TEST_F(PersonSearchTest, FindsWordsWhateverTheirCaseAndSpelling) {
    add("Åse Sørensen-Ødegård", "aase.soerensen");
    add("Bo Ask", "bo");
    EXPECT_EQ(found(PersonProperty::display_name, "SØR"), Names{"Åse Sørensen-Ødegård"});
    EXPECT_EQ(found(PersonProperty::display_name, "øde"), Names{"Åse Sørensen-Ødegård"});
    EXPECT_EQ(found(PersonProperty::display_name, "A\u030Ase"), Names{"Åse Sørensen-Ødegård"});
    EXPECT_EQ(found(PersonProperty::display_name, "as"), Names{"Bo Ask"});
    EXPECT_EQ(found(PersonProperty::display_name, "rensen"), Names{});
    EXPECT_EQ(found(PersonProperty::user_name, "soer"), Names{"Åse Sørensen-Ødegård"});
    EXPECT_EQ(found(PersonProperty::user_name, "%"), Names{});
}

TEST_F(PersonSearchTest, FindsPeopleWhoWereThereBeforeTheColumnWas) {
    add("ÆRLIG ØRUM", "aerlig");
    ASSERT_TRUE((*database).write("UPDATE people SET display_name_folded = fold_case(display_name)", {}));
    EXPECT_EQ(found(PersonProperty::display_name, "ørum"), Names{"ÆRLIG ØRUM"});
}

TEST_F(PersonSearchTest, PagesGoOnBehindTheLastPersonThoughNamesAreTheSame) {
    for (const auto* account : {"a", "b", "c", "d", "e"}) add("Anna Holm", account);
    auto query = all(2);
    query.want_total = true;
    const auto first = list(query);
    ASSERT_TRUE(first.next);
    EXPECT_EQ(first.total, 5);
    add("Anna Aa", "f");     // before
    add("Bente Holm", "g");  // behind
    std::size_t seen = first.people.size();
    auto position = first.next;
    std::string last = first.people.back().person.id.str();
    while (position) {
        query.after = position;
        const auto page = list(query);
        for (const auto& one : page.people) {
            EXPECT_NE(one.person.display_name, "Anna Aa");
            EXPECT_NE(one.person.id.str(), last);
            last = one.person.id.str();
            ++seen;
        }
        position = page.next;
    }
    EXPECT_EQ(seen, 6U);
}

TEST_F(PersonSearchTest, FiltersByAllThatAFilterCanSay) {
    add("Anna", "anna");
    add("Bent", "bent");
    auto off = database.person(next++, "carl");
    off.display_name = "Carl";
    off.active = false;
    ASSERT_TRUE(people.put(off, kNow));
    const PersonFilter anna{Op::equal, PersonProperty::display_name, "ANNA", {}};
    const PersonFilter active{Op::equal, PersonProperty::active, "true", {}};
    EXPECT_EQ(filtered(anna), Names{"Anna"});
    EXPECT_EQ(filtered({Op::not_equal, PersonProperty::user_name, "anna@EX1.test", {}}), (Names{"Bent", "Carl"}));
    EXPECT_EQ(filtered({Op::starts_with, PersonProperty::display_name, "b", {}}), Names{"Bent"});
    EXPECT_EQ(filtered({Op::starts_with, PersonProperty::display_name, "", {}}), (Names{"Anna", "Bent", "Carl"}));
    EXPECT_EQ(filtered(active), (Names{"Anna", "Bent"}));
    EXPECT_EQ(filtered({Op::both, {}, {}, {active, {Op::negation, {}, {}, {anna}}}}), Names{"Bent"});
    EXPECT_EQ(filtered({Op::either, {}, {}, {anna, {Op::equal, PersonProperty::id, off.id.str(), {}}}}),
              (Names{"Anna", "Carl"}));
    EXPECT_EQ(filtered({Op::equal, PersonProperty::display_name, "' OR 1=1 --", {}}), Names{});
}

TEST_F(PersonSearchTest, FindsOneByIdOrByUserName) {
    add("Anna", "anna");
    const auto by_name = search.find(database.tenant, "ANNA@ex1.test").value();
    ASSERT_TRUE(by_name);
    EXPECT_EQ(by_name->created_at, kNow);
    EXPECT_TRUE(search.find(database.tenant, by_name->person.id.str()).value());
    EXPECT_FALSE(search.find(core::TenantId("other"), "anna@ex1.test").value());
}

TEST_F(PersonSearchTest, FindsAWholeTelephoneNumberHoweverItIsWritten) {
    const auto add_with = [&](const std::string& name, core::ProfileField field, const std::string& number) {
        auto person = database.person(next++, name);
        person.display_name = name;
        person.profile[field] = number;
        ASSERT_TRUE(people.put(person, kNow));
        ids[name] = person.id;
    };
    add_with("anna", core::ProfileField::mobile_phone, "+45 12 34 56-78");
    add_with("bo", core::ProfileField::business_phone, "(12) 34.56.78");
    add_with("carl", core::ProfileField::home_phone, "+46 70 123 45 67");
    add_with("dot", core::ProfileField::fax_number, "12345678");
    using Ids = std::vector<core::PersonId>;
    const auto by = [&](const std::string& digits) {
        return search.find_by_phone(database.tenant, digits, 10).value();
    };
    EXPECT_EQ(by("4512345678"), (Ids{ids["anna"], ids["bo"]})) << "with the country that one of them leaves out";
    EXPECT_EQ(by("12345678"), (Ids{ids["anna"], ids["bo"]}));
    EXPECT_EQ(by("46701234567"), Ids{ids["carl"]});
    EXPECT_EQ(by("345678"), Ids{}) << "a part of a number is nobody's";
    EXPECT_EQ(by("4612345678"), Ids{ids["bo"]}) << "another country's number";
    EXPECT_EQ(search.find_by_phone(database.tenant, "12345678", 1).value().size(), 1U);
}

}  // namespace
}  // namespace tilbage::adapters::sql
