// The provider of text messages that the configuration names.
#pragma once

#include <memory>

#include "core/ports/text_provider.h"
#include "tenant/text/text_config.h"

namespace tilbage::tenant {

// Null when it names none.
[[nodiscard]] std::unique_ptr<core::TextProvider> make_text_provider(const TextConfig& config);

}  // namespace tilbage::tenant
