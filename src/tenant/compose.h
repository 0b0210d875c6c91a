// The tenant put together: the one place that names concrete adapters.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "tenant/config.h"

namespace tilbage::tenant {

class Tenant {
public:
    // Opens the store (that `init` made), takes up what was on its way, and listens.
    [[nodiscard]] static base::Result<std::unique_ptr<Tenant>> start(const Config& config);
    // Lets running requests answer for a few seconds, then ends everything.
    ~Tenant();
    Tenant(const Tenant&) = delete;
    Tenant& operator=(const Tenant&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] base::Result<void> reload_certificate();

private:
    struct Parts;
    explicit Tenant(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::tenant
