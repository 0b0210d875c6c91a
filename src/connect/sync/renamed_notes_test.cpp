#include "connect/sync/renamed_notes.h"

#include <gmock/gmock.h>

#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RenamedNotesTest, TheStatusHasTheNewNameUntilTheConfigurationHasItToo) {
    const testing::TempDir folder;
    StatusBoard board(folder.path());
    RenamedNotes notes(board);
    notes.tell({{.written = "OU=People,DC=ex1,DC=test", .now = "OU=Persons,DC=ex1,DC=test"}});
    EXPECT_THAT(load_status(folder.path())->renamed,
                ElementsAre("OU=People,DC=ex1,DC=test is now OU=Persons,DC=ex1,DC=test"));
    notes.tell({});
    EXPECT_THAT(load_status(folder.path())->renamed, IsEmpty());
}

}  // namespace
}  // namespace tilbage::connect
