// What a text message says, in the alphabets that telephones know.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/encoding.h"

namespace tilbage::adapters::smpp {

struct GsmText {
    std::uint8_t data_coding = 0;  // SMPP 3.4 §5.2.19: 0 the SMSC's default alphabet, 8 UCS-2
    base::Bytes bytes;
};

// GSM 03.38's 7-bit alphabet with its extension table, one septet an octet, when all of it fits and there are at most
// 160 septets; else UTF-16, big endian (what UCS-2 has become), of at most 70 units. Empty: not UTF-8, or longer than
// one message.
[[nodiscard]] std::optional<GsmText> to_gsm_text(std::string_view utf8);

}  // namespace tilbage::adapters::smpp
