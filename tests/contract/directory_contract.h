// What every implementation of the directory port keeps: the fixture. The promises are in the files named after its
// functions.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <variant>
#include <vector>

#include "contract/world.h"

namespace tilbage::contract {

// The fakes, and "samba" when there is one, reached in each of the ways that the agent knows: with a password over TLS,
// and with a keytab, sealed by Kerberos or inside TLS.
[[nodiscard]] std::vector<std::string> worlds();
// Those that a password can be sent to.
[[nodiscard]] std::vector<std::string> worlds_with_tls();
// Made when it is first asked for, and closed with close_worlds().
[[nodiscard]] World& world_of(const std::string& name);
void close_worlds();

class DirectoryContract : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] World& world() { return world_of(GetParam()); }
    [[nodiscard]] core::Directory& directory() { return world().directory(); }

    // The person as the directory has them now; throws when there is not exactly one.
    [[nodiscard]] core::DirectoryPerson find(const core::SourceAnchor& anchor);
    [[nodiscard]] core::DirectoryAnswer reset(const core::SourceAnchor& anchor, std::string_view next);
    [[nodiscard]] core::DirectoryAnswer change(const core::SourceAnchor& anchor, std::string_view current,
                                               std::string_view next);
    [[nodiscard]] core::DirectoryAnswer unlock(const core::SourceAnchor& anchor);
    [[nodiscard]] core::SignIn verify(const core::SourceAnchor& anchor, std::string_view password);

    [[nodiscard]] static core::PasswordText password(std::string_view utf8);
    [[nodiscard]] static base::TimePoint soon();
    [[nodiscard]] static core::AnswerMeaning meaning_of_reset(const core::DirectoryAnswer& answer);
    [[nodiscard]] static core::AnswerMeaning meaning_of_change(const core::DirectoryAnswer& answer);
};

[[nodiscard]] inline std::string name_of_world(const testing::TestParamInfo<std::string>& info) { return info.param; }

}  // namespace tilbage::contract

namespace tilbage::core {
// For readable failures.
void PrintTo(const DirectoryAnswer& answer, std::ostream* out);
}  // namespace tilbage::core
