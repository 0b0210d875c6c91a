// One unit of work over the stores in memory: what fails leaves all as they were. One thread.
#pragma once

#include <optional>

#include "core/ports/unit_of_work.h"
#include "fakes/memory_connector_space.h"
#include "fakes/memory_metaverse.h"

namespace tilbage::fakes {

class MemorySyncWork final : public core::UnitOfWork {
public:
    MemorySyncWork(MemoryConnectorSpace& space, MemoryMetaverse& metaverse) : space_(space), metaverse_(metaverse) {}
    MemorySyncWork(MemoryConnectorSpace& space, MemoryMetaverse& metaverse, MemoryMetaverse& further)
        : space_(space), metaverse_(metaverse), further_(&further) {}

    int fail_commits = 0;  // as many of the next outermost ones do their work and then are not committed

    base::Result<void> run(const std::function<base::Result<void>()>& work) override {
        if (open_) return work();
        const auto space_before = space_;
        const auto metaverse_before = metaverse_;
        const auto further_before = further_ == nullptr ? std::nullopt : std::optional(*further_);
        open_ = true;
        auto done = work();
        open_ = false;
        if (done && fail_commits > 0) {
            --fail_commits;
            done = base::fail(base::ErrorCode::unavailable, "disk full");
        }
        if (!done) {
            const bool broken[] = {space_.broken, metaverse_.broken};
            space_ = space_before;
            metaverse_ = metaverse_before;
            if (further_ != nullptr) *further_ = *further_before;
            space_.broken = broken[0];
            metaverse_.broken = broken[1];
        }
        return done;
    }

private:
    MemoryConnectorSpace& space_;
    MemoryMetaverse& metaverse_;
    MemoryMetaverse* further_ = nullptr;
    bool open_ = false;
};

}  // namespace tilbage::fakes
