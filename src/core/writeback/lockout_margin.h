// How many wrong passwords Tilbage lets through to a directory that locks people out: well below what it takes, so that
// nobody can lock somebody else out over the web, and the person keeps tries at their own desk.
#pragma once

#include <algorithm>

namespace tilbage::core {

// Of a threshold that is in force (above 0). One is always let through: without it nobody could sign in at all.
[[nodiscard]] constexpr int wrong_passwords_let_through(int lockout_threshold) {
    constexpr int kLeftForThePerson = 2;
    return std::max(1, lockout_threshold - kLeftForThePerson);
}

}  // namespace tilbage::core
