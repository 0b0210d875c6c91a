// CBOR (RFC 8949) as WebAuthn has it: what is not well-formed never reaches a library that allocates by what it says.
#pragma once

#include <cbor.h>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace tilbage::adapters::webauthn {

using ByteView = std::span<const std::uint8_t>;

// The size of the one item that `bytes` begin with. Nothing: not well-formed, of indefinite length, nested deeper than
// eight, or longer than there are bytes (CTAP2 §8, "Message Encoding", allows four levels and no indefinite lengths).
[[nodiscard]] std::optional<std::size_t> cbor_item_size(ByteView bytes);

struct CborRelease {
    void operator()(cbor_item_t* item) const noexcept { cbor_decref(&item); }
};
using CborItem = std::unique_ptr<cbor_item_t, CborRelease>;

// Null: `bytes` are not one item as above and nothing else.
[[nodiscard]] CborItem load_cbor(ByteView bytes);

// The member of a map. Null: `map` is none, or it has no such member, or two.
[[nodiscard]] const cbor_item_t* find_member(const cbor_item_t* map, std::string_view name);
[[nodiscard]] const cbor_item_t* find_member(const cbor_item_t* map, std::int64_t label);

// Nothing: null, or of another type. The views live as long as the item.
[[nodiscard]] std::optional<ByteView> bytes_of(const cbor_item_t* item);
[[nodiscard]] std::optional<std::string_view> text_of(const cbor_item_t* item);
[[nodiscard]] std::optional<std::int64_t> integer_of(const cbor_item_t* item);

}  // namespace tilbage::adapters::webauthn
