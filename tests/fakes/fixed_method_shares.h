// How people of an ordinary tenant have registered. One thread.
#pragma once

#include "core/ports/method_shares.h"

namespace tilbage::fakes {

class FixedMethodShares final : public core::MethodShareStore {
public:
    // Everybody an address, half a phone, hardly anybody a code from the helpdesk.
    core::MethodShares shares{256, 128, 64, 24, 64, 24, 4};
    base::Result<core::MethodShares> count(const core::TenantId&) override { return shares; }
};

}  // namespace tilbage::fakes
