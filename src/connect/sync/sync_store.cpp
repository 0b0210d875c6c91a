#include "connect/sync/sync_store.h"

#include <utility>

#include "adapters/sql/sync_database.h"

namespace tilbage::connect {
namespace {

// Whose memory it is. Written once, when the file is new.
constexpr const char* kOwner = "connect.owner";

std::string owner_of(const Identity& identity) { return identity.tenant_id.str() + "/" + identity.agent_id.str(); }

}  // namespace

SyncStore::SyncStore(std::unique_ptr<adapters::sql::Database> database, std::string set_aside)
    : database_(std::move(database)), space_(*database_), metaverse_(*database_), set_aside_(std::move(set_aside)) {}

base::Result<std::unique_ptr<SyncStore>> SyncStore::open(const std::filesystem::path& state_dir,
                                                         const Identity& identity, const base::Clock& clock) {
    const auto path = state_dir / kFile;
    const auto owner = owner_of(identity);
    std::string why;
    for (bool again = false;; again = true) {
        auto opened = adapters::sql::open_sync_database(path, clock.now());
        if (!opened) return base::fail(opened.error());
        if (!opened->set_aside.empty()) why = opened->set_aside;
        std::unique_ptr<SyncStore> store(new SyncStore(std::move(opened->database), why));
        const auto known = store->metaverse().note(kOwner);
        if (!known) return base::fail(known.error());
        if (!*known) {
            if (auto noted = store->metaverse().set_note(kOwner, owner); !noted) return base::fail(noted.error());
            return store;
        }
        if (**known == owner) return store;
        if (again)
            return base::fail(base::ErrorCode::internal, path.string() + ": is another agent's though it is new");
        why = "it is another agent's, or of another tenant";
        store.reset();
        if (auto moved = adapters::sql::set_aside_sync_database(path); !moved) return base::fail(moved.error());
    }
}

}  // namespace tilbage::connect
