// What a browser says that was asked of it, and by whom (WebAuthn §5.8.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/webauthn/cbor.h"
#include "base/encoding.h"
#include "core/ports/passkeys.h"

namespace tilbage::adapters::webauthn {

struct ExpectedClientData {
    std::string_view type;  // "webauthn.create" or "webauthn.get"
    const base::Bytes& challenge;
    std::string_view origin;
};

// Nothing: as expected.
[[nodiscard]] std::optional<core::PasskeyFault> check_client_data(ByteView json, const ExpectedClientData& expected);

}  // namespace tilbage::adapters::webauthn
