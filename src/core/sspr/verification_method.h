// A way to prove who one is. `email` is the only one today; others (text message, authenticator app, passkey) stand
// beside it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/person.h"

namespace tilbage::core {

// What a method sends, and to whom.
struct CodeMessage {
    const Person* person = nullptr;  // null: nobody, but the same work
    std::string locale;
    std::string tenant_name;
    std::string digits;
    base::TimePoint expires_at;
};

// Any thread.
class VerificationMethod {
public:
    virtual ~VerificationMethod() = default;
    // Stable, on the page's API: "email".
    [[nodiscard]] virtual std::string_view id() const = 0;
    // Whether this person could be reached now.
    [[nodiscard]] virtual bool reaches(const Person& person) const = 0;
    // Part of the caller's transaction. Does the same work for nobody, for somebody it cannot reach and for somebody it
    // can.
    [[nodiscard]] virtual base::Result<void> send(const CodeMessage& message, base::TimePoint now) = 0;
};

// In the order in which the page offers them.
class VerificationMethods {
public:
    explicit VerificationMethods(std::vector<std::shared_ptr<VerificationMethod>> methods)
        : methods_(std::move(methods)) {}
    [[nodiscard]] VerificationMethod* find(std::string_view id) const;
    [[nodiscard]] bool any_reaches(const Person& person) const;
    // The same for everybody, so that the list tells nothing about a person.
    [[nodiscard]] std::vector<std::string> ids() const;

private:
    std::vector<std::shared_ptr<VerificationMethod>> methods_;
};

}  // namespace tilbage::core
