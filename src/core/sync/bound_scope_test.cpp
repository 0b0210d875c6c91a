#include "core/sync/bound_scope.h"

#include <gtest/gtest.h>
#include <random>

namespace tilbage::core {
namespace {

// A tree by names and the same tree by GUIDs, with the same units chosen.
struct Trees {
    std::vector<std::string> names{"DC=ex1,DC=test"};
    std::vector<std::size_t> parents{0};

    void grow(std::mt19937& random, std::size_t units) {
        for (std::size_t i = 1; i < units; ++i) {
            const auto parent = random() % names.size();
            const auto* type = random() % 3 == 0 ? "CN=u" : "OU=u";
            names.push_back(type + std::to_string(i) + "," + names[parent]);
            parents.push_back(parent);
        }
    }
    static ObjectGuid guid(std::size_t unit) {
        ObjectGuid made;
        made.bytes[0] = static_cast<std::uint8_t>(unit + 1);
        return made;
    }
    [[nodiscard]] DistinguishedName name(std::size_t unit) const { return *DistinguishedName::parse(names[unit]); }
    [[nodiscard]] std::vector<ScopeLink> chain(std::size_t unit) const {
        std::vector<ScopeLink> links;
        while (true) {
            links.push_back({guid(unit), name(unit).is_organizational_unit()});
            if (unit == 0) return links;
            unit = parents[unit];
        }
    }
};

class BoundScopeProperty : public testing::TestWithParam<unsigned> {};

TEST_P(BoundScopeProperty, SaysWhatTheScopeOfNamesSays) {
    SCOPED_TRACE(testing::Message() << "seed " << GetParam());
    std::mt19937 random(GetParam());
    Trees trees;
    trees.grow(random, 24);
    Scope scope{.mode = random() % 3 == 0 ? Scope::Mode::all : Scope::Mode::selected, .include = {}, .exclude = {}};
    scope.include_new_units = random() % 2 == 0;
    BoundScope bound{.mode = scope.mode, .include = {}, .exclude = {}, .include_new_units = scope.include_new_units};
    for (std::size_t unit = 0; unit < trees.names.size(); ++unit) {
        switch (random() % 6) {
            case 0:
                scope.include.push_back(trees.name(unit));
                bound.include.insert(Trees::guid(unit));
                break;
            case 1:
                scope.exclude.push_back(trees.name(unit));
                bound.exclude.insert(Trees::guid(unit));
                break;
            default:
                break;
        }
    }
    for (std::size_t unit = 0; unit < trees.names.size(); ++unit) {
        const bool by_names = covers(scope, trees.name(unit), trees.name(0));
        EXPECT_EQ(place_in(bound, trees.chain(unit)) == ExplanationWhy::in_scope, by_names) << trees.names[unit];
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, BoundScopeProperty, testing::Range(1U, 101U));

TEST(BoundScope, SaysWhyNot) {
    const auto guid = [](int number) { return Trees::guid(static_cast<std::size_t>(number)); };
    const std::vector<ScopeLink> chain{{guid(1), false}, {guid(2), true}, {guid(3), true}, {guid(4), false}};
    BoundScope scope{.mode = Scope::Mode::selected, .include = {}, .exclude = {}};
    EXPECT_EQ(place_in(scope, chain), ExplanationWhy::outside_units);
    scope.include = {guid(3)};
    EXPECT_EQ(place_in(scope, chain), ExplanationWhy::in_scope);
    scope.include_new_units = false;
    EXPECT_EQ(place_in(scope, chain), ExplanationWhy::new_unit_not_included);
    scope.include_new_units = true;
    scope.exclude = {guid(2)};
    EXPECT_EQ(place_in(scope, chain), ExplanationWhy::excluded_unit);
}

}  // namespace
}  // namespace tilbage::core
