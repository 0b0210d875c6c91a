#include "connect/sync/engine_joins.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "fakes/memory_connector_space.h"
#include "fakes/memory_metaverse.h"

namespace tilbage::connect {
namespace {

using core::DisputedAnchor;
using core::JoinedPerson;
using core::NotJoined;
using core::NotYetKnown;

class EngineJoinsTest : public ::testing::Test {
protected:
    EngineJoinsTest() {
        join('a', 1);
        join('b', 2);
        read(1);
        read(2);
    }
    static core::SourceAnchor anchor(char letter) {
        return *core::SourceAnchor::from_guid(base::as_bytes(std::string(16, letter)));
    }
    void join(char letter, core::DirectoryNumber directory) {
        core::MetaverseEntry entry;
        entry.anchor = anchor(letter);
        entry.joined = core::AnchorClaim{.directory = directory,
                                         .guid = *core::ObjectGuid::from(base::as_bytes(std::string(16, letter)))};
        (void)metaverse.put(entry);
    }
    void read(core::DirectoryNumber directory, bool whole = true) {
        core::ImportPosition position;
        position.whole = whole;
        (void)space.set_position(directory, position);
    }
    core::JoinedLookup find(EngineJoins& joins, char letter) { return *joins.find(anchor(letter)); }

    fakes::MemoryConnectorSpace space;
    fakes::MemoryMetaverse metaverse;
    core::Scope scope{.mode = core::Scope::Mode::all, .include = {}, .exclude = {}};
    EngineJoins first{space, metaverse, 1, [this] { return scope; }, {2}};
    EngineJoins second{space, metaverse, 2, [this] { return scope; }, {1}};
};

TEST_F(EngineJoinsTest, APersonIsJoinedInTheirOwnDirectoryAlone) {
    EXPECT_TRUE(std::holds_alternative<JoinedPerson>(find(first, 'a')));
    EXPECT_TRUE(std::holds_alternative<NotJoined>(find(second, 'a')));
    EXPECT_TRUE(std::holds_alternative<JoinedPerson>(find(second, 'b')));
    EXPECT_EQ(*directory_of(metaverse, anchor('a')), 1);
    EXPECT_EQ(*directory_of(metaverse, anchor('b')), 2);
    EXPECT_EQ(*directory_of(metaverse, anchor('n')), std::nullopt);
}

TEST_F(EngineJoinsTest, WhoIsNowhereMayBeInADirectoryThatWasNeverReadToItsEnd) {
    read(2, false);
    EXPECT_TRUE(std::holds_alternative<NotYetKnown>(find(first, 'n')));
    EXPECT_TRUE(std::holds_alternative<JoinedPerson>(find(first, 'a'))) << "the other holds nobody up";
    read(2);
    EXPECT_TRUE(std::holds_alternative<NotJoined>(find(first, 'n')));
}

TEST_F(EngineJoinsTest, BeforeTheDirectoryWasReachedSinceTheStartNobodyIsOutOfScope) {
    scope = {.mode = core::Scope::Mode::selected, .include = {}, .exclude = {}};
    EXPECT_TRUE(std::holds_alternative<NotYetKnown>(find(first, 'a')));
}

}  // namespace
}  // namespace tilbage::connect
