// `tilbage-connect check-config`: everything that can be known before running, in words.
#pragma once

#include "connect/config.h"

namespace tilbage::connect {

// Prints what it finds. 0: fit to run; 1: something must be mended first.
[[nodiscard]] int check_config(const Config& config);

}  // namespace tilbage::connect
