// What a write leaves behind in the memory of this process: nothing.
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <span>
#include <sys/mman.h>
#include <unistd.h>

#include "contract/agent.h"
#include "contract/directory_contract.h"

// The sanitizers keep copies of their own, in terabytes of address space.
#if !defined(__has_feature) || !(__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))

namespace tilbage::contract {
namespace {

// A random password that is only ever whole in the hands of whom it is given to.
class Marker {
public:
    Marker() {
        std::random_device random;
        for (auto& byte : masked_) byte = static_cast<std::uint8_t>('a' + random() % 26) ^ kMask;
        masked_[0] = 'A' ^ kMask;
        masked_[1] = '7' ^ kMask;
    }
    [[nodiscard]] base::SecretBytes utf8() const {
        base::SecretBytes text(kSize);
        for (std::size_t i = 0; i < kSize; ++i) text.open_mutable()[i] = masked_[i] ^ kMask;
        return text;
    }
    // How often `bytes` hold it, its characters one byte or two apart.
    [[nodiscard]] int count_in(std::span<const std::uint8_t> bytes) const {
        int count = 0;
        for (const std::size_t width : {1U, 2U}) {
            for (std::size_t at = 0; at + kSize * width <= bytes.size(); ++at)
                count += is_at(bytes.data() + at, width) ? 1 : 0;
        }
        return count;
    }

private:
    static constexpr std::size_t kSize = 24;
    static constexpr std::uint8_t kMask = 0xa5;
    [[nodiscard]] bool is_at(const std::uint8_t* bytes, std::size_t width) const {
        for (std::size_t i = 0; i < kSize; ++i) {
            if ((bytes[i * width] ^ kMask) != masked_[i]) return false;
        }
        return true;
    }
    std::uint8_t masked_[kSize];
};

// Everything that this process can write to, as a core file would have it.
int copies_in_memory(const Marker& marker) {
    std::ifstream maps("/proc/self/maps");
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    // Shared, so that it is a mapping of its own, which is left out.
    constexpr std::size_t kWindow = 1 << 20;
    auto* mapped = ::mmap(nullptr, kWindow, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const std::span window(static_cast<std::uint8_t*>(mapped), kWindow);
    int copies = 0;
    for (std::string line; std::getline(maps, line);) {
        // "55d0a50ba000-55d0a52b9000 rw-p …"
        char* rest = nullptr;
        const auto begin = std::strtoul(line.c_str(), &rest, 16);
        const auto end = std::strtoul(rest + 1, &rest, 16);
        if (std::string_view(rest).substr(0, 3) != " rw") continue;
        if (begin <= reinterpret_cast<unsigned long>(mapped) && reinterpret_cast<unsigned long>(mapped) < end) continue;
        constexpr unsigned long kOverlap = 64;
        for (auto at = begin; at < end; at += window.size() - kOverlap) {
            const auto size = std::min<unsigned long>(window.size(), end - at);
            const auto got = ::pread(memory, window.data(), size, static_cast<off_t>(at));
            if (got > 0) copies += marker.count_in(window.first(static_cast<std::size_t>(got)));
        }
    }
    ::munmap(mapped, kWindow);
    ::close(memory);
    return copies;
}

class Memory : public DirectoryContract {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Memory);
INSTANTIATE_TEST_SUITE_P(On, Memory, testing::ValuesIn(real_directories()), name_of_world);

TEST_P(Memory, holds_no_password_after_it_was_written_and_verified) {
    const Marker marker;
    const auto person = find(world().add({}));
    {
        const auto typed = marker.utf8();
        const auto next = core::PasswordText::from_utf8(typed).value();
        const auto ours = copies_in_memory(marker);
        EXPECT_EQ(ours, 2) << "the two above: the search finds what is there";
        ASSERT_EQ(directory().write_password(person, {.next = next}, soon()).result_code, 0);
        EXPECT_EQ(copies_in_memory(marker), ours) << "after the reset";
        ASSERT_EQ(directory().verify_password(person, next, soon()).value(), core::SignIn::ok);
        EXPECT_EQ(copies_in_memory(marker), ours) << "after the sign-in";
        ASSERT_EQ(directory()
                      .write_password(person, {.next = password("Sommer-2026-Vind!"), .current = &next}, soon())
                      .result_code,
                  0);
        EXPECT_EQ(copies_in_memory(marker), ours) << "after the change";
    }
    EXPECT_EQ(copies_in_memory(marker), 0);
}

}  // namespace
}  // namespace tilbage::contract

#endif
