// Whether a directory still has what it told last. A copy of a domain controller's disk that is put back keeps its
// invocationId, and by the time that we look may have used up the USNs that were seen ("USN rollback"): neither tells
// then, and what the directory has lost is never told as a change. The objects that were told last are what such a
// directory knows nothing of, or knows as they were. One thread.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/change_source.h"
#include "core/ports/connector_space.h"
#include "core/ports/metaverse.h"

namespace tilbage::core {

// Of one directory.
class Witnesses {
public:
    Witnesses(ConnectorSpace& space, Metaverse& metaverse, const base::Clock& clock, ChangeSource& source,
              DirectoryNumber directory)
        : space_(space), metaverse_(metaverse), clock_(clock), source_(source), directory_(directory) {}

    // The last of what was told and staged, to be kept in the transaction that keeps the cookie. With `vouched` the
    // directory is known to be what it was; without they are no witnesses until vouch().
    base::Result<void> note(const std::vector<ObjectChange>& told, bool vouched);
    // Whether the directory shows them as they are staged; everything that it told must be. Writes nothing.
    base::Result<bool> agree();
    base::Result<void> vouch();

    // An object that never reads as it was told must not have everything read again and again: they are believed at
    // most once a day.
    base::Result<bool> may_be_asked();
    base::Result<void> were_believed();

private:
    base::Result<std::vector<ObjectGuid>> kept(const std::string& name);
    base::Result<void> put_first(const std::string& name, const std::vector<ObjectGuid>& guids);
    base::Result<bool> is_as_staged(const ObjectGuid& guid);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    const base::Clock& clock_;
    ChangeSource& source_;
    DirectoryNumber directory_;
};

}  // namespace tilbage::core
