// The agent's synchronisation, put together: directory, store, engine, tenant, lease, and the loop that drives them.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/sql/database.h"
#include "base/random.h"
#include "base/result.h"
#include "connect/config.h"
#include "connect/events/event_log.h"
#include "connect/farewell.h"
#include "connect/state/identity.h"
#include "connect/state/status_board.h"
#include "connect/token_source.h"
#include "core/ports/joined_people.h"

namespace tilbage::connect {

class SyncService {
public:
    struct World {
        const Config& config;
        const Identity& identity;
        const std::string& generation;  // of the configuration, for the status
        const base::Clock& clock;
        base::Random& random;
        TokenSource& tokens;
        Farewell& farewell;  // begun by stop()
        StatusBoard& status;
        WriteEvent write_event;
        adapters::sql::Database& journal;  // orders from the command line come by it
    };
    // Everything in `world` outlives it. Errors are for the operator: the state folder cannot be written.
    [[nodiscard]] static base::Result<std::unique_ptr<SyncService>> create(World world);
    ~SyncService();  // stop()
    SyncService(const SyncService&) = delete;
    SyncService& operator=(const SyncService&) = delete;

    void start();
    // Within about a second, however much is under way, and three when the tenant hangs; gives the lease back.
    void stop();
    // The tenant has something for the check-in. Any thread.
    void check_in_now();
    // Of a directory that is configured.
    [[nodiscard]] core::JoinedPeople& joined(core::DirectoryNumber directory);
    // The state on disk cannot be worked with any longer: this one ends, and the next begins anew. Any thread.
    [[nodiscard]] bool needs_to_begin_anew() const;
    // As it was when it was read last; empty: never. Any thread.
    [[nodiscard]] std::string known_domain(core::DirectoryNumber directory);
    // Where a person is joined; empty: nowhere, or it cannot be told. Any thread.
    [[nodiscard]] std::optional<core::DirectoryNumber> directory_of(const core::SourceAnchor& anchor);

private:
    struct Parts;
    explicit SyncService(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::connect
