// A text as a QR code (ISO/IEC 18004), drawn as SVG.
#pragma once

#include <string>

#include "base/result.h"

namespace tilbage::adapters::qrcode {

// An SVG element of its own, black on white with the quiet zone of four modules, without a size: it fills what it is
// put in. invalid_argument: the text is too long. Any thread.
[[nodiscard]] base::Result<std::string> to_svg(const std::string& text);

}  // namespace tilbage::adapters::qrcode
