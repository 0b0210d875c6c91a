#include "connect/state/workplace.h"

namespace tilbage::connect {

base::Result<std::unique_ptr<Workplace>> Workplace::open(const std::filesystem::path& state_dir,
                                                         const base::Clock& clock) {
    if (auto prepared = prepare_state_dir(state_dir); !prepared) return base::fail(prepared.error());
    auto lock = RunLock::take(state_dir);
    if (!lock) return base::fail(lock.error());
    discard_status(state_dir);
    return std::unique_ptr<Workplace>(new Workplace(state_dir, std::move(*lock), clock));
}

}  // namespace tilbage::connect
