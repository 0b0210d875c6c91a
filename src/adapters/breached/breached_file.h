// core::BreachedPasswords on a file of the operator's.
#pragma once

#include "adapters/breached/filter_file.h"
#include "core/ports/breached_passwords.h"

namespace tilbage::adapters::breached {

class BreachedFile final : public core::BreachedPasswords {
public:
    explicit BreachedFile(std::unique_ptr<FilterFile> file) : file_(std::move(file)) {}
    // The password as it was sealed after NFC: one that was typed decomposed is found as well.
    base::Result<bool> contains(const core::PasswordText& password) const override;

private:
    const std::unique_ptr<FilterFile> file_;
};

}  // namespace tilbage::adapters::breached
