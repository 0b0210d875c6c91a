#include "tenant/text/text_config.h"

#include <algorithm>

#include "adapters/config/config_file.h"
#include "tenant/host_port.h"
#include "tenant/text/webhook_body.h"
#include "tenant/text/webhook_signature.h"

namespace tilbage::tenant {
namespace {

using adapters::config::Section;

// SMPP 3.4 §5.2.1 to 5.2.3, without the NUL at the end.
constexpr std::size_t kLongestSystemId = 15;
constexpr std::size_t kLongestPassword = 8;
constexpr std::size_t kLongestSystemType = 12;
constexpr std::size_t kLongestName = 11;  // GSM 03.40 §9.1.2.5: an alphanumeric sender
constexpr std::size_t kLongestNumber = 15;

constexpr const char* kUsualBody = R"({"id": "{id}", "to": "{to}", "from": "{from}", "text": "{text}"})";

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

bool is_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    return !text.empty() && text.size() <= kLongestNumber &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string read_sender(Section& section) {
    auto sender = section.text_or("sender", "");
    if (!sender.empty() && !is_number(sender) && (sender.size() > kLongestName || !is_plain(sender))) {
        section.problem("sender", "must be a number, or a name of at most 11 plain characters");
    }
    return sender;
}

WebhookConfig read_webhook(Section& section) {
    WebhookConfig webhook;
    webhook.url = section.text("url");
    if (!webhook.url.empty() && (!webhook.url.starts_with("https://") || !is_plain(webhook.url))) {
        section.problem("url", "must begin with https://");
    }
    webhook.ca_file = section.path_or_none("ca_file").string();
    if (section.has("authorization_file")) webhook.authorization = section.secret_from_file("authorization_file");
    if (!is_plain(webhook.authorization.open_text())) {
        section.problem("authorization_file", "must hold one line, the value of the header Authorization");
    }
    if (section.has("signature_key_file")) {
        webhook.signature_key = webhook_key(section.secret_from_file("signature_key_file"));
        if (webhook.signature_key.empty()) {
            section.problem("signature_key_file", "must hold whsec_ and a key of 24 to 64 bytes in Base64");
        }
    }
    webhook.body = section.text_or("body", kUsualBody);
    if (const auto problem = problem_of_webhook_body(webhook.body); !problem.empty()) section.problem("body", problem);
    webhook.sender = read_sender(section);
    return webhook;
}

void read_smpp_server(Section& section, SmppConfig& smpp) {
    const auto server = section.text("server");
    const bool is_allowed_in_clear = section.flag_or("allow_plain_text", false);
    if (server.empty()) return;
    const auto scheme_end = server.find("://");
    const auto scheme = server.substr(0, scheme_end);
    const auto parsed = scheme_end == std::string::npos
                            ? std::nullopt
                            : parse_host_port(std::string_view(server).substr(scheme_end + 3));
    if (!parsed || !parsed->port || *parsed->port == 0 || (scheme != "smpp" && scheme != "smpps")) {
        section.problem("server", "must be smpps://host:port, or smpp://host:port without TLS");
        return;
    }
    smpp.host = parsed->host;
    smpp.port = *parsed->port;
    smpp.tls = scheme == "smpps";
    if (!smpp.tls && !is_allowed_in_clear && !is_loopback(smpp.host)) {
        section.problem("server",
                        "smpp:// sends the password and every code in clear: use smpps://host:port, or, where all of "
                        "the network in between is your own or a tunnel, say so with allow_plain_text = true");
    }
}

std::string read_limited(Section& section, std::string_view key, std::string text, std::size_t longest) {
    if (text.size() > longest || !is_plain(text)) {
        section.problem(key, "must be at most " + std::to_string(longest) + " plain characters");
    }
    return text;
}

SmppConfig read_smpp(Section& section) {
    SmppConfig smpp;
    read_smpp_server(section, smpp);
    smpp.ca_file = section.path_or_none("ca_file").string();
    smpp.system_id = read_limited(section, "system_id", section.text("system_id"), kLongestSystemId);
    smpp.password = section.secret_from_file("password_file");
    if (smpp.password.size() > kLongestPassword || !is_plain(smpp.password.open_text())) {
        section.problem("password_file", "must hold at most 8 plain characters: SMPP knows no longer password");
    }
    smpp.system_type = read_limited(section, "system_type", section.text_or("system_type", ""), kLongestSystemType);
    smpp.sender = read_sender(section);
    return smpp;
}

}  // namespace

void read_text(adapters::config::ConfigFile& file, TextConfig& text) {
    auto section = file.section("text");
    const auto provider = section.choice_or("provider", "none", {"none", "webhook", "smpp"});
    if (provider == "webhook") text = read_webhook(section);
    if (provider == "smpp") text = read_smpp(section);
}

}  // namespace tilbage::tenant
