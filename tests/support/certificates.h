// A certificate authority for one test: P-256 keys, valid for a day.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/temp_dir.h"

namespace tilbage::testing {

struct CertificateFiles {
    std::string certificate;
    std::string key;
};

class TestAuthority {
public:
    TestAuthority();
    ~TestAuthority();

    // PEM file with the authority's own certificate.
    [[nodiscard]] std::string ca_file() const;
    // `names` are subject alternative names as OpenSSL writes them: "DNS:localhost", "IP:127.0.0.1".
    [[nodiscard]] CertificateFiles issue(const std::vector<std::string>& names) const;
    [[nodiscard]] CertificateFiles issue_expired(const std::vector<std::string>& names) const;
    [[nodiscard]] const TempDir& dir() const { return dir_; }

private:
    struct Key;
    [[nodiscard]] CertificateFiles make(const std::vector<std::string>& names, long from, long to) const;
    TempDir dir_;
    std::unique_ptr<Key> key_;
    mutable int issued_ = 0;
};

}  // namespace tilbage::testing
