#include "adapters/breached/breached_file.h"

#include "crypto/breach_digest.h"

namespace tilbage::adapters::breached {

base::Result<bool> BreachedFile::contains(const core::PasswordText& password) const {
    switch (file_->header().kind) {
        case HashKind::sha1: {
            const auto utf8 = password.to_utf8();
            return file_->contains(crypto::sha1_prefix(utf8.open()));
        }
        case HashKind::ntlm: {
            const auto prefix = crypto::nt_hash_prefix(password.utf16le().open());
            if (!prefix) return base::fail(prefix.error());
            return file_->contains(*prefix);
        }
    }
    return false;
}

}  // namespace tilbage::adapters::breached
