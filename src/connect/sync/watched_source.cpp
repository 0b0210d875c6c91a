#include "connect/sync/watched_source.h"

namespace tilbage::connect {

base::Result<core::SourceServer> WatchedSource::look() {
    auto server = source_.look();
    if (server) seen_.server = *server;
    return server;
}

base::Result<core::SourceDomain> WatchedSource::domain() {
    auto domain = source_.domain();
    if (domain) seen_.domain = *domain;
    return domain;
}

base::Result<bool> WatchedSource::sees_deletions() {
    auto sees = source_.sees_deletions();
    if (sees) seen_.sees_deletions = *sees;
    return sees;
}

}  // namespace tilbage::connect
