#include "tenant/config.h"

#include <algorithm>

#include "adapters/config/config_file.h"
#include "tenant/host_port.h"

namespace tilbage::tenant {
namespace {

using adapters::config::ConfigFile;
using adapters::config::Section;

bool is_host_text(std::string_view host) {
    return std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
    });
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

// An Origin (RFC 6454 §6.2) has no default port, no path and lower case.
void read_base_url(Section& section, ServerConfig& server) {
    constexpr std::string_view kScheme = "https://";
    constexpr std::uint16_t kDefaultPort = 443;
    auto url = lower(section.text("base_url"));
    if (url.empty()) return;
    if (url.ends_with('/')) url.pop_back();
    const auto parsed =
        url.starts_with(kScheme) ? parse_host_port(std::string_view(url).substr(kScheme.size())) : std::nullopt;
    if (!parsed || !is_host_text(parsed->host) || parsed->port == std::uint16_t{0}) {
        section.problem("base_url", "must be https://host or https://host:port, without a path");
        return;
    }
    server.host = parsed->host;
    const bool is_ipv6 = parsed->host.find(':') != std::string::npos;
    server.base_url = std::string(kScheme) + (is_ipv6 ? "[" + parsed->host + "]" : parsed->host);
    if (parsed->port && *parsed->port != kDefaultPort) server.base_url += ":" + std::to_string(*parsed->port);
}

void read_server(ConfigFile& file, ServerConfig& server) {
    auto section = file.section("server");
    read_base_url(section, server);
    if (const auto listen = section.text("listen"); !listen.empty()) {
        const auto parsed = parse_host_port(listen);
        if (!parsed || !parsed->port) {
            section.problem("listen", "must be an address and a port, as 0.0.0.0:443 or [::]:443");
        } else {
            server.address = parsed->host;
            server.port = *parsed->port;
        }
    }
    server.certificate = section.path("certificate");
    server.private_key = section.path("private_key");
    server.web_root = section.path("web_root");
    server.trusted_proxies = section.texts_or_none("trusted_proxies");
}

// The address in "Name <address>", or the whole text.
std::string address_of(const std::string& from) {
    const auto open = from.rfind('<');
    if (open == std::string::npos) return from;
    const auto close = from.find('>', open);
    return close == std::string::npos ? std::string{} : from.substr(open + 1, close - open - 1);
}

bool looks_like_address(const std::string& address) {
    const auto at = address.find('@');
    return at != std::string::npos && at > 0 && at + 1 < address.size() &&
           std::ranges::none_of(address, [](unsigned char c) { return c <= ' ' || c == '<' || c == '>' || c == 0x7f; });
}

void read_mail_server(Section& section, MailConfig& mail) {
    mail.server = section.text("server");
    mail.tls = section.choice_or("tls", "required", {"required", "none"}) == "required";
    if (mail.server.empty()) return;
    const auto scheme_end = mail.server.find("://");
    const auto scheme = mail.server.substr(0, scheme_end);
    const auto parsed = scheme_end == std::string::npos
                            ? std::nullopt
                            : parse_host_port(std::string_view(mail.server).substr(scheme_end + 3));
    if (!parsed || (scheme != "smtp" && scheme != "smtps")) {
        section.problem("server", "must be smtp://host:port or smtps://host:port");
    } else if (!mail.tls && !is_loopback(parsed->host)) {
        section.problem("tls", "\"none\" is for a mail server on a loopback address only");
    }
}

void read_mail(ConfigFile& file, MailConfig& mail) {
    auto section = file.section("mail");
    read_mail_server(section, mail);
    mail.from = section.text("from");
    mail.from_address = address_of(mail.from);
    const bool one_line = std::ranges::none_of(mail.from, [](unsigned char c) { return c < ' '; });
    if (!mail.from.empty() && (!one_line || !looks_like_address(mail.from_address))) {
        section.problem("from", "must be an address, as in Tilbage <no-reply@example.org>");
    }
    mail.username = section.text_or("username", "");
    if (section.has("password_file")) mail.password = section.secret_from_file("password_file");
    if (mail.username.empty() != mail.password.empty()) {
        section.problem(mail.username.empty() ? "password_file" : "username",
                        "needs username and password_file together");
    }
}

void read_reset(ConfigFile& file, Config& config) {
    auto section = file.section("reset");
    config.reset.use_work_mail = section.flag_or("use_work_mail", false);
    config.reset.deadline = std::chrono::seconds(section.number_or("deadline_seconds", 30, 5, 60));
    config.helpdesk.url = section.text_or("helpdesk_url", "");
    config.helpdesk.text = section.text_or("helpdesk_text", "");
    if (!config.helpdesk.url.empty() && !config.helpdesk.url.starts_with("https://") &&
        !config.helpdesk.url.starts_with("mailto:")) {
        section.problem("helpdesk_url", "must begin with https:// or mailto:");
    }
}

}  // namespace

tl::expected<Config, std::vector<std::string>> load_config(const std::filesystem::path& path) {
    auto file = ConfigFile::load(path);
    if (!file) return tl::unexpected(std::vector{file.error().message});
    Config config;
    config.file = path;
    read_server(*file, config.server);
    auto store = file->section("store");
    config.store = store.path("path");
    read_mail(*file, config.mail);
    read_text(*file, config.text);
    read_reset(*file, config);
    auto sign_in = file->section("sign_in");
    config.require_second_factor = sign_in.flag_or("require_second_factor", true);
    auto metrics = file->section("metrics");
    if (metrics.has("token_file")) config.metrics_token = metrics.secret_from_file("token_file");
    auto log = file->section("log");
    config.log_level = log.log_level("level");
    if (auto problems = file->problems(); !problems.empty()) return tl::unexpected(std::move(problems));
    return config;
}

}  // namespace tilbage::tenant
