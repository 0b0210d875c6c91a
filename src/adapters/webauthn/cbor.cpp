#include "adapters/webauthn/cbor.h"

#include <limits>

namespace tilbage::adapters::webauthn {
namespace {

constexpr int kDeepest = 8;

// RFC 8949 §3: three bits of major type, five that are the argument or tell how many bytes of it follow.
class Scanner {
public:
    explicit Scanner(ByteView bytes) : bytes_(bytes) {}
    [[nodiscard]] std::size_t position() const { return position_; }

    bool item(int depth) {
        enum Major : std::uint8_t { kUnsigned, kNegative, kByteString, kText, kArray, kMap, kTag, kSimple };
        if (depth > kDeepest || left() == 0) return false;
        const std::uint8_t initial = bytes_[position_++];
        const auto argument = read_argument(initial & 0x1f);
        if (!argument) return false;
        switch (static_cast<Major>(initial >> 5)) {
            case kByteString:
            case kText:
                return skip(*argument);
            case kArray:
                return *argument <= left() && items(*argument, depth);
            case kMap:
                return *argument <= left() / 2 && items(2 * *argument, depth);
            case kTag:
                return item(depth + 1);
            case kUnsigned:
            case kNegative:
            case kSimple:
                return true;
        }
        return false;
    }

private:
    [[nodiscard]] std::size_t left() const { return bytes_.size() - position_; }
    bool skip(std::uint64_t size) {
        if (size > left()) return false;
        position_ += size;
        return true;
    }
    bool items(std::uint64_t count, int depth) {
        for (std::uint64_t i = 0; i < count; ++i) {
            if (!item(depth + 1)) return false;
        }
        return true;
    }
    std::optional<std::uint64_t> read_argument(unsigned info) {
        constexpr unsigned kOneByte = 24;
        constexpr unsigned kEightBytes = 27;
        if (info < kOneByte) return info;
        if (info > kEightBytes) return std::nullopt;
        const std::size_t size = std::size_t{1} << (info - kOneByte);
        if (size > left()) return std::nullopt;
        std::uint64_t argument = 0;
        for (std::size_t i = 0; i < size; ++i) argument = argument << 8 | bytes_[position_++];
        return argument;
    }

    ByteView bytes_;
    std::size_t position_ = 0;
};

template <class Matches>
const cbor_item_t* find_if(const cbor_item_t* map, Matches matches) {
    if (map == nullptr || !cbor_isa_map(map)) return nullptr;
    const cbor_item_t* found = nullptr;
    const std::span pairs(cbor_map_handle(map), cbor_map_size(map));
    for (const auto& pair : pairs) {
        if (!matches(pair.key)) continue;
        if (found != nullptr) return nullptr;
        found = pair.value;
    }
    return found;
}

}  // namespace

std::optional<std::size_t> cbor_item_size(ByteView bytes) {
    Scanner scanner(bytes);
    if (!scanner.item(0)) return std::nullopt;
    return scanner.position();
}

CborItem load_cbor(ByteView bytes) {
    if (cbor_item_size(bytes) != bytes.size()) return nullptr;
    cbor_load_result result{};
    CborItem item(cbor_load(bytes.data(), bytes.size(), &result));
    if (item == nullptr || result.error.code != CBOR_ERR_NONE || result.read != bytes.size()) return nullptr;
    return item;
}

const cbor_item_t* find_member(const cbor_item_t* map, std::string_view name) {
    return find_if(map, [&](const cbor_item_t* key) { return text_of(key) == name; });
}

const cbor_item_t* find_member(const cbor_item_t* map, std::int64_t label) {
    return find_if(map, [&](const cbor_item_t* key) { return integer_of(key) == label; });
}

std::optional<ByteView> bytes_of(const cbor_item_t* item) {
    if (item == nullptr || !cbor_isa_bytestring(item) || !cbor_bytestring_is_definite(item)) return std::nullopt;
    return ByteView(cbor_bytestring_handle(item), cbor_bytestring_length(item));
}

std::optional<std::string_view> text_of(const cbor_item_t* item) {
    if (item == nullptr || !cbor_isa_string(item) || !cbor_string_is_definite(item)) return std::nullopt;
    const ByteView bytes(cbor_string_handle(item), cbor_string_length(item));
    return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::optional<std::int64_t> integer_of(const cbor_item_t* item) {
    if (item == nullptr || !cbor_is_int(item)) return std::nullopt;
    const auto value = cbor_get_int(item);
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    const auto number = static_cast<std::int64_t>(value);
    return cbor_isa_negint(item) ? -1 - number : number;
}

}  // namespace tilbage::adapters::webauthn
