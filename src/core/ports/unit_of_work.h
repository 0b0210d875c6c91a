// Several calls to the stores as one transaction.
#pragma once

#include <functional>

#include "base/result.h"

namespace tilbage::core {

class UnitOfWork {
public:
    virtual ~UnitOfWork() = default;
    // Store calls made by `work` on this thread join one write transaction, committed when it returns without error and
    // rolled back otherwise. Nested calls join the outer one. `work` must not wait for anything but the store.
    virtual base::Result<void> run(const std::function<base::Result<void>()>& work) = 0;
};

}  // namespace tilbage::core
