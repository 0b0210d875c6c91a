#include "connect/sync/sync_store.h"

#include <sys/stat.h>
#include <utility>

#include "adapters/sql/sync_database.h"
#include "connect/config.h"

namespace tilbage::connect {
namespace {

// Whose memory it is. Written once, when the file is new.
constexpr const char* kOwner = "connect.owner";

std::optional<std::pair<std::uint64_t, std::uint64_t>> file_at(const std::filesystem::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    return std::pair<std::uint64_t, std::uint64_t>(status.st_dev, status.st_ino);
}

std::string owner_of(const Identity& identity) { return identity.tenant_id.str() + "/" + identity.agent_id.str(); }

}  // namespace

SyncStore::SyncStore(std::unique_ptr<adapters::sql::Database> database, std::string set_aside)
    : database_(std::move(database)), space_(*database_), metaverse_(*database_), set_aside_(std::move(set_aside)) {
    for (int number = 1; number <= kMostExports; ++number) further_.emplace_back(*database_, number);
    file_ = file_at(database_->path());
}

SyncStore::~SyncStore() {
    if (!set_aside_at_the_end_) return;
    const auto path = database_->path();
    database_.reset();
    // What stays is looked through when it is opened.
    static_cast<void>(adapters::sql::set_aside_sync_database(path));
}

std::string SyncStore::trouble() const {
    if (database_->is_damaged()) return "it was damaged while it was in use";
    if (file_at(database_->path()) != file_) return "it was taken away or replaced while it was in use";
    return "";
}

std::string SyncStore::look_for_trouble(const std::vector<core::DirectoryNumber>& directories) {
    if (auto known = trouble(); !known.empty()) return known;
    const auto read = read_all(directories);
    if (read || read.error().code != base::ErrorCode::corrupt) return trouble();
    return "it was damaged while it was in use: " + read.error().message;
}

base::Result<void> SyncStore::read_all(const std::vector<core::DirectoryNumber>& directories) {
    for (const auto directory : directories) {
        for (const auto kind : {core::ObjectKind::person, core::ObjectKind::group, core::ObjectKind::unit}) {
            auto read = space_.each(directory, kind, [](const core::StagedObject&) { return base::Result<void>(); });
            if (!read) return read;
        }
    }
    return metaverse_.each([](const core::MetaverseEntry&) { return base::Result<void>(); });
}

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
