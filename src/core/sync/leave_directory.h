// Takes leave of a directory that is not configured any more: whoever was in it is so no longer, and goes through the
// guard like everybody who goes. One thread; may be repeated after a kill anywhere.
#pragma once

#include <stop_token>
#include <vector>

#include "base/result.h"
#include "core/ports/connector_space.h"
#include "core/ports/metaverse.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

class DirectoryLeave {
public:
    DirectoryLeave(ConnectorSpace& space, Metaverse& metaverse, UnitOfWork& work)
        : space_(space), metaverse_(metaverse), work_(work) {}

    // Of all that were configured before and are none of these. Whether anything is due because of it.
    base::Result<bool> run(const std::vector<DirectoryNumber>& configured, std::stop_token stop);

private:
    base::Result<bool> leave(DirectoryNumber number, std::stop_token stop);
    base::Result<void> take_away(DirectoryNumber number);
    base::Result<void> forget(DirectoryNumber number);

    ConnectorSpace& space_;
    Metaverse& metaverse_;
    UnitOfWork& work_;
};

}  // namespace tilbage::core
