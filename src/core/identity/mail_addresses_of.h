// Where a person can be told of something about their account.
#pragma once

#include <set>
#include <string>

#include "core/identity/person.h"

namespace tilbage::core {

// The work mailbox and every alternate address, each once.
[[nodiscard]] inline std::set<std::string> mail_addresses_of(const Person& person) {
    std::set<std::string> addresses(person.alternate_mails.begin(), person.alternate_mails.end());
    addresses.insert(person.work_mail);
    addresses.erase(std::string{});
    return addresses;
}

}  // namespace tilbage::core
