#include "tenant/code_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "crypto/system_random.h"
#include "support/temp_dir.h"

namespace tilbage::tenant {
namespace {

struct CodeKeyTest : ::testing::Test {
    base::Result<base::SecretBytes> load() { return load_or_make_code_key(file, random); }
    testing::TempDir dir;
    std::filesystem::path file = code_key_file(dir.path() / "tenant.db");
    crypto::SystemRandom random;
};

TEST_F(CodeKeyTest, IsMadeOnceAndForItsOwnerOnly) {
    const auto made = load();
    ASSERT_TRUE(made) << made.error().message;
    struct stat status{};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto again = load();
    EXPECT_EQ(made->open_text(), again->open_text());
    EXPECT_GE(made->size(), 43U);
}

TEST_F(CodeKeyTest, IsRefusedWhenOthersMayReadItOrItIsCut) {
    ASSERT_TRUE(load());
    std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    EXPECT_EQ(load().error().code, base::ErrorCode::permission_denied);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    std::filesystem::resize_file(file, 10);
    EXPECT_EQ(load().error().code, base::ErrorCode::corrupt);
}

}  // namespace
}  // namespace tilbage::tenant
