#include "connect/setup/resolve_scope.h"

#include <gtest/gtest.h>

#include "connect/wizard/testing/fake_directory_setup.h"

namespace tilbage::connect::setup {
namespace {

class ResolveScopeTest : public ::testing::Test {
protected:
    static constexpr const char* kChoir = "CN=Choir,OU=People,DC=ex1,DC=test";

    wizard::FakeForest forest_;
    wizard::FakeDirectorySession directory_{forest_, {}};
    ScopeConfig scope_;
};

TEST_F(ResolveScopeTest, AProtectedGroupThatIsRenamedGoesOnProtectingUnderItsNewName) {
    scope_.protected_groups = {"cn=choir,ou=People,DC=ex1,DC=test"};
    EXPECT_FALSE(is_resolved(scope_));
    auto resolved = resolve_scope(directory_, scope_);
    ASSERT_TRUE(resolved) << resolved.error().message;
    EXPECT_TRUE(is_resolved(*resolved));
    EXPECT_EQ(resolved->protected_groups, std::vector<std::string>{kChoir});

    const std::string renamed = "CN=Singers,OU=People,DC=ex1,DC=test";
    forest_.groups = {{renamed, "Singers"}};
    forest_.renamed_from = {{renamed, kChoir}};
    resolved = resolve_scope(directory_, *resolved);
    ASSERT_TRUE(resolved) << resolved.error().message;
    EXPECT_EQ(resolved->protected_groups, std::vector<std::string>{renamed});
    EXPECT_EQ(resolved->guids.at(renamed), forest_.guid_of(renamed));
    EXPECT_EQ(resolved->guids.size(), 1U);
}

TEST_F(ResolveScopeTest, AProtectedGroupThatIsGoneStaysAsItIsWritten) {
    scope_.protected_groups = {"CN=Gone,DC=ex1,DC=test"};
    scope_.guids = {{"CN=Gone,DC=ex1,DC=test", forest_.guid_of("another")}};
    const auto resolved = resolve_scope(directory_, scope_);
    ASSERT_TRUE(resolved) << "it keeps nobody from choosing units";
    EXPECT_EQ(resolved->protected_groups, scope_.protected_groups);
    EXPECT_EQ(resolved->guids, scope_.guids);
    forest_.gone = true;
    EXPECT_FALSE(resolve_scope(directory_, scope_));
}

TEST_F(ResolveScopeTest, AGuidBelongsToANameAndGoesWithIt) {
    scope_.protected_groups = {kChoir};
    scope_.guids = {{kChoir, forest_.guid_of(kChoir)}, {"CN=Other,DC=ex1,DC=test", forest_.guid_of("other")}};
    drop_spare_guids(scope_);
    EXPECT_EQ(scope_.guids.size(), 1U);
    ScopeConfig fresh;
    fresh.protected_groups = {kChoir};
    take_known_guids(fresh, scope_);
    EXPECT_TRUE(is_resolved(fresh));
}

}  // namespace
}  // namespace tilbage::connect::setup
