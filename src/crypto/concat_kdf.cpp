#include "crypto/concat_kdf.h"

#include <algorithm>

#include "base/encoding.h"
#include "crypto/hash.h"

namespace tilbage::crypto {
namespace {

class Writer {
public:
    explicit Writer(std::span<std::uint8_t> out) : out_(out) {}
    void number(std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8) out_[at_++] = static_cast<std::uint8_t>(value >> shift);
    }
    void bytes(std::span<const std::uint8_t> data) {
        std::ranges::copy(data, out_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ += data.size();
    }
    void length_prefixed(std::string_view text) {
        number(static_cast<std::uint32_t>(text.size()));
        bytes(base::as_bytes(text));
    }

private:
    std::span<std::uint8_t> out_;
    std::size_t at_ = 0;
};

}  // namespace

base::SecretBytes concat_kdf(const base::SecretBytes& shared_secret, std::string_view algorithm_id,
                             std::string_view party_u_info, std::string_view party_v_info, int key_bits) {
    constexpr std::size_t kNumbers = 5 * 4;
    base::SecretBytes input(kNumbers + shared_secret.size() + algorithm_id.size() + party_u_info.size() +
                            party_v_info.size());
    Writer writer(input.open_mutable());
    writer.number(1);  // the only round
    writer.bytes(shared_secret.open());
    writer.length_prefixed(algorithm_id);
    writer.length_prefixed(party_u_info);
    writer.length_prefixed(party_v_info);
    writer.number(static_cast<std::uint32_t>(key_bits));
    auto digest = sha256(input.open());
    auto key = base::SecretBytes::copy_of(std::span(digest).first(static_cast<std::size_t>(key_bits) / 8));
    base::wipe(digest.data(), digest.size());
    return key;
}

}  // namespace tilbage::crypto
