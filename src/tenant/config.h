// tenant.toml (packaging/etc/tenant.toml) as data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/log.h"
#include "base/secret.h"
#include "core/sspr/settings.h"
#include "tenant/text/text_config.h"

namespace tilbage::tenant {

struct ServerConfig {
    std::string base_url;  // "https://host" or "https://host:port", as an Origin header has it
    std::string host;      // of base_url: a name or an IP address, without brackets
    std::string address;   // to listen at
    std::uint16_t port = 0;
    std::filesystem::path certificate;
    std::filesystem::path private_key;
    std::filesystem::path web_root;
    std::vector<std::string> trusted_proxies;
};

struct MailConfig {
    std::string server;  // smtp:// or smtps://
    bool tls = true;     // false only for a loopback address
    std::string from;    // as in the From header
    std::string from_address;
    std::string username;
    base::SecretBytes password;
};

struct HelpdeskConfig {
    std::string url;
    std::string text;
    [[nodiscard]] bool given() const { return !url.empty() || !text.empty(); }
};

struct Config {
    std::filesystem::path file;
    ServerConfig server;
    std::filesystem::path store;
    MailConfig mail;
    TextConfig text;
    core::ResetSettings reset;
    HelpdeskConfig helpdesk;
    bool require_second_factor = true;  // of administrators
    base::SecretBytes metrics_token;    // empty: metrics are for this machine only
    base::LogLevel log_level = base::LogLevel::info;
};

// All mistakes at once, each with file, line and key.
[[nodiscard]] tl::expected<Config, std::vector<std::string>> load_config(const std::filesystem::path& path);

}  // namespace tilbage::tenant
