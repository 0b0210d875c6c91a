// [text] of tenant.toml: who carries text messages, as data.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "base/secret.h"

namespace tilbage::adapters::config {
class ConfigFile;
}

namespace tilbage::tenant {

struct WebhookConfig {
    std::string url;                  // https://
    std::string ca_file;              // empty: the system's trust store
    base::SecretBytes authorization;  // the whole value of the header Authorization; empty: none
    base::SecretBytes signature_key;  // of Standard Webhooks' signature; empty: none
    std::string body;                 // JSON, in whose texts {id}, {to}, {digits}, {from} and {text} are filled in
    std::string sender;
};

struct SmppConfig {
    std::string host;
    std::uint16_t port = 0;
    bool tls = true;      // false: smpp://, to a loopback address, or where allow_plain_text says so
    std::string ca_file;  // empty: the system's trust store
    std::string system_id;
    base::SecretBytes password;
    std::string system_type;
    std::string sender;
};

// Nothing: nobody is offered a text message.
using TextConfig = std::variant<std::monostate, WebhookConfig, SmppConfig>;

// Notes mistakes in the file.
void read_text(adapters::config::ConfigFile& file, TextConfig& text);

}  // namespace tilbage::tenant
