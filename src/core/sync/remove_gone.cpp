#include "core/sync/remove_gone.h"

#include <algorithm>

#include "core/sync/stage.h"

namespace tilbage::core {

using base::Result;

Result<std::size_t> remove_gone(ConnectorSpace& space, UnitOfWork& work, DirectoryContext& directory,
                                std::int64_t generation, const std::vector<ObjectGuid>& gone) {
    constexpr std::size_t kChunk = 500;
    std::size_t removed = 0;
    for (std::size_t begin = 0; begin < gone.size(); begin += kChunk) {
        Stage stage(space, directory.number(), generation);
        const auto end = std::min(begin + kChunk, gone.size());
        auto done = work.run([&]() -> Result<void> {
            for (auto i = begin; i < end; ++i)
                if (auto one = stage.remove(gone[i]); !one) return one;
            return stage.flush();
        });
        if (!done) return base::fail(done.error());
        removed += stage.changed();
        if (stage.units_changed()) directory.units.forget();
    }
    return removed;
}

}  // namespace tilbage::core
