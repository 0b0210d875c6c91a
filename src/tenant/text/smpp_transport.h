// The way to the SMSC that the configuration names.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "adapters/smpp/transport.h"
#include "base/result.h"

namespace tilbage::tenant {

[[nodiscard]] base::Result<std::unique_ptr<adapters::smpp::Transport>> connect_smpp(const std::string& host,
                                                                                    std::uint16_t port, bool tls,
                                                                                    const std::string& ca_file);

}  // namespace tilbage::tenant
