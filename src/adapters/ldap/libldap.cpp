#include "adapters/ldap/libldap.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "base/secret.h"

namespace tilbage::adapters::ldap {
namespace {

// Every block has its size in front, so that free() knows what to wipe.
constexpr std::size_t kHeader = alignof(std::max_align_t);

void* block_of(void* memory) { return static_cast<char*>(memory) - kHeader; }

std::size_t size_of(void* memory) {
    std::size_t size = 0;
    std::memcpy(&size, block_of(memory), sizeof size);
    return size;
}

void* allocate(ber_len_t size, void* /*context*/) {
    auto* block = std::calloc(1, size + kHeader);
    if (block == nullptr) return nullptr;
    std::memcpy(block, &size, sizeof size);
    return static_cast<char*>(block) + kHeader;
}

void* allocate_array(ber_len_t count, ber_len_t size, void* context) {
    ber_len_t total = 0;
    return __builtin_mul_overflow(count, size, &total) ? nullptr : allocate(total, context);
}

void release(void* memory, void* /*context*/) {
    if (memory == nullptr) return;
    base::wipe(memory, size_of(memory));
    std::free(block_of(memory));
}

void* reallocate(void* memory, ber_len_t size, void* context) {
    auto* larger = allocate(size, context);
    if (larger == nullptr || memory == nullptr) return larger;
    std::memcpy(larger, memory, std::min<std::size_t>(size, size_of(memory)));
    release(memory, context);
    return larger;
}

void set_up() {
    // Without this libldap reads ldap.conf, ~/.ldaprc and variables that may add a CA or weaken the checks.
    ::setenv("LDAPNOINIT", "1", 1);
    BerMemoryFunctions functions{&allocate, &allocate_array, &reallocate, &release};
    ber_set_option(nullptr, LBER_OPT_MEMORY_FNS, &functions);
    // Fills libldap's global options while one thread alone can.
    int version = 0;
    ldap_get_option(nullptr, LDAP_OPT_PROTOCOL_VERSION, &version);
}

}  // namespace

void prepare_libldap() {
    static std::once_flag once;
    std::call_once(once, &set_up);
}

}  // namespace tilbage::adapters::ldap
