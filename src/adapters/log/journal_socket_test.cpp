#include "adapters/log/journal_socket.h"

#include <array>
#include <cstring>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/temp_dir.h"

namespace tilbage::adapters::log {
namespace {

// What journald would read.
class Listener {
public:
    explicit Listener(const std::filesystem::path& path) : descriptor_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
        EXPECT_EQ(::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    }
    ~Listener() { ::close(descriptor_); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    std::string take() {
        std::array<char, 4096> buffer{};
        const auto read = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
        return read < 0 ? std::string("nothing") : std::string(buffer.data(), static_cast<std::size_t>(read));
    }

private:
    int descriptor_;
};

TEST(JournalSocket, SendsFieldsAndLeavesNoWayToForgeOne) {
    const tilbage::testing::TempDir folder;
    Listener listener(folder.path() / "socket");
    const JournalSocket journal(folder.path() / "socket");
    EXPECT_TRUE(journal.send({{"MESSAGE", "a=b"}, {"PRIORITY", "6"}}));
    EXPECT_EQ(listener.take(), "MESSAGE=a=b\nPRIORITY=6\n");
    EXPECT_TRUE(journal.send({{"MESSAGE", "x\nPRIORITY=0"}}));
    EXPECT_EQ(listener.take(), std::string("MESSAGE\n\x0c\0\0\0\0\0\0\0x\nPRIORITY=0\n", 29));
}

TEST(JournalSocket, WhereNobodyListensItSaysSo) {
    const tilbage::testing::TempDir folder;
    EXPECT_FALSE(JournalSocket(folder.path() / "none").send({{"MESSAGE", "x"}}));
    EXPECT_FALSE(JournalSocket(std::string(200, 'x')).send({{"MESSAGE", "x"}}));
}

}  // namespace
}  // namespace tilbage::adapters::log
