#include "tenant/check_config_command.h"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

#include "adapters/curl/smtp_sender.h"
#include "adapters/http/certificate_files.h"
#include "adapters/sql/tenant_store.h"
#include "tenant/open_store.h"
#include "tenant/smtp_options.h"
#include "tenant/text/text_provider.h"

namespace tilbage::tenant {
namespace {

constexpr std::chrono::hours kExpiresSoon{14 * 24};

void check_certificate(const ServerConfig& server, ConfigFindings& found) {
    const auto facts =
        adapters::http::examine_certificate(server.certificate.string(), server.private_key.string(), server.host);
    if (!facts) {
        found.errors.push_back("server.certificate: " + facts.error().message);
        return;
    }
    const auto now = base::SystemClock().now();
    if (facts->valid_until <= now) {
        found.errors.push_back("server.certificate: " + server.certificate.string() + " has expired; renew it");
    } else if (facts->valid_until - kExpiresSoon <= now) {
        found.warnings.push_back("server.certificate: " + server.certificate.string() + " expires within two weeks");
    }
    if (facts->valid_from > now) {
        found.errors.push_back("server.certificate: " + server.certificate.string() +
                               " is not valid yet; look at this machine's clock");
    }
    if (!facts->names_host) {
        found.errors.push_back(fmt::format("server.certificate: {} is not for {}, the host of server.base_url",
                                           server.certificate.string(), server.host));
    }
}

void check_page(const ServerConfig& server, ConfigFindings& found) {
    std::error_code error;
    for (const auto* const name : {"reset", "signin", "account", "portal"}) {
        const auto page = server.web_root / name / "index.html";
        if (std::filesystem::is_regular_file(page, error)) continue;
        found.errors.push_back("server.web_root: " + page.string() +
                               " is not there; name the folder of the pages, web/dist of a build");
    }
}

void check_store(const std::filesystem::path& path, ConfigFindings& found) {
    const auto database = open_store(path);
    if (!database) {
        found.errors.push_back("store.path: " + database.error().message);
        return;
    }
    const auto tenants = adapters::sql::SqlTenantStore(**database).all();
    if (!tenants) {
        found.errors.push_back("store.path: " + tenants.error().message);
    } else if (tenants->empty()) {
        found.errors.push_back("store.path: " + path.string() + " holds no tenant; run tilbage-tenant init");
    }
}

void check_mail_server(const MailConfig& mail, ConfigFindings& found) {
    adapters::curl::SmtpSender sender(smtp_options(mail));
    if (const auto answered = sender.probe(); !answered) {
        found.warnings.push_back("mail.server: " + answered.error().message);
    }
}

void check_text_provider(const TextConfig& text, ConfigFindings& found) {
    const auto provider = make_text_provider(text);
    if (provider == nullptr) return;
    if (const auto answered = provider->probe(); !answered) {
        found.warnings.push_back("text.provider: " + answered.error().message);
    }
}

}  // namespace

ConfigFindings check_config(const Config& config) {
    ConfigFindings found;
    check_certificate(config.server, found);
    check_page(config.server, found);
    check_store(config.store, found);
    check_mail_server(config.mail, found);
    check_text_provider(config.text, found);
    return found;
}

int check_config_command(const Config& config) {
    const auto found = check_config(config);
    const auto file = config.file.string();
    for (const auto& error : found.errors) fmt::print(stderr, "{}: error: {}\n", file, error);
    for (const auto& warning : found.warnings) fmt::print(stderr, "{}: warning: {}\n", file, warning);
    if (!found.errors.empty()) return 2;
    fmt::print("{}: {}\n", file, found.warnings.empty() ? "no mistakes found" : "usable, with warnings");
    return 0;
}

}  // namespace tilbage::tenant
