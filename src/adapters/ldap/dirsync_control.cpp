#include "adapters/ldap/dirsync_control.h"

#include <algorithm>

#include "adapters/ldap/libldap.h"

namespace tilbage::adapters::ldap {
namespace {

// MS-ADTS 3.1.1.3.4.1.3. The flags are a 32-bit INTEGER: INCREMENTAL_VALUES, its highest bit, makes it negative.
constexpr unsigned kObjectSecurity = 0x00000001;
constexpr unsigned kIncrementalValues = 0x80000000;

struct BerDeleter {
    void operator()(BerElement* element) const noexcept { ber_free(element, 1); }
};
using Ber = std::unique_ptr<BerElement, BerDeleter>;

}  // namespace

// SEQUENCE { Flags INTEGER, MaxBytes INTEGER, Cookie OCTET STRING }
Control dirsync_control(std::string_view cookie, int max_bytes) {
    const Ber element(ber_alloc_t(LBER_USE_DER));
    const auto flags = static_cast<ber_int_t>(kObjectSecurity | kIncrementalValues);
    Control control{std::string(kDirSyncOid), true, {}};
    berval value{};
    if (element != nullptr &&
        ber_printf(element.get(), "{iio}", flags, max_bytes, cookie.data(), static_cast<ber_len_t>(cookie.size())) >=
            0 &&
        ber_flatten2(element.get(), &value, 0) == 0) {
        control.value.assign(value.bv_val, value.bv_len);
    }
    return control;
}

// SEQUENCE { MoreResults INTEGER, unused INTEGER, CookieServer OCTET STRING }
std::optional<DirSyncAnswer> read_dirsync_answer(const std::vector<Control>& controls) {
    const auto found = std::ranges::find(controls, kDirSyncOid, &Control::oid);
    // liblber crashes on no bytes at all.
    if (found == controls.end() || found->value.empty()) return std::nullopt;
    berval value{found->value.size(), const_cast<char*>(found->value.data())};  // only read
    const Ber element(ber_init(&value));
    ber_int_t more = 0;
    ber_int_t unused = 0;
    berval cookie{};
    if (element == nullptr || ber_scanf(element.get(), "{iim}", &more, &unused, &cookie) == LBER_ERROR)
        return std::nullopt;
    return DirSyncAnswer{more != 0, std::string(cookie.bv_val, cookie.bv_len)};
}

}  // namespace tilbage::adapters::ldap
