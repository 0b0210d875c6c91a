#include "tenant/init_command.h"

#include <algorithm>
#include <cstdio>

#include "adapters/sql/tenant_store.h"
#include "base/unicode.h"
#include "crypto/system_random.h"
#include "tenant/admin_command.h"
#include "tenant/enrolment_code_command.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;
using base::ErrorCode;

constexpr std::size_t kMaxDomain = 253;  // RFC 1035 §2.3.4, as text
constexpr std::size_t kMaxDisplayName = 256;

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool is_domain(const std::string& text) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    const auto edge = [](char c) { return c == '.' || c == '-'; };
    return !text.empty() && text.size() <= kMaxDomain && std::ranges::all_of(text, allowed) && !edge(text.front()) &&
           !edge(text.back()) && text.find("..") == std::string::npos;
}

bool is_display_name(const std::string& text) {
    return !text.empty() && text.size() <= kMaxDisplayName && base::is_valid_utf8(text) &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

base::Result<void> refuse_used(sql::Database& database) {
    const auto tenants = sql::SqlTenantStore(database).all();
    if (!tenants) return base::fail(tenants.error());
    if (tenants->empty()) return {};
    return base::fail(ErrorCode::conflict,
                      database.path().string() + " already holds the tenant " + tenants->front().domain +
                          "; nothing was changed. For one more agent: tilbage-tenant enrolment-code --tenant " +
                          tenants->front().domain);
}

base::Result<void> add_first_administrator(sql::Database& database, const core::TenantId& tenant,
                                           const InitOptions& options, const base::SecretBytes& password,
                                           const base::Clock& clock, base::Random& random) {
    return with_administrators(database, tenant, clock, random,
                               [&](core::ManageAdministrators& administrators) -> base::Result<void> {
                                   auto added = administrators.add({.user_name = options.admin_user_name,
                                                                    .display_name = options.admin_display_name,
                                                                    .roles = {core::Role::global_administrator}},
                                                                   password);
                                   if (!added) return base::fail(added.error());
                                   return {};
                               });
}

void print_administrator(const InitOptions& options, const ChosenPassword& password) {
    if (options.admin_user_name.empty()) {
        std::printf("No administrator was asked for; make one: tilbage-tenant admin add\n");
        return;
    }
    std::printf("administrator: %s\n", options.admin_user_name.c_str());
    if (!password.is_new) return;
    const auto text = password.text.open_text();
    std::printf("The password is printed here once; it is nowhere else.\npassword: %.*s\n",
                static_cast<int>(text.size()), text.data());
}

}  // namespace

base::Result<std::string> init_store(const std::filesystem::path& path, const InitOptions& options,
                                     const base::SecretBytes& admin_password, const base::Clock& clock,
                                     base::Random& random) {
    const std::string domain = lower(options.domain);
    if (!is_domain(domain))
        return base::fail(ErrorCode::invalid_argument, "--tenant must be a domain, such as example.org");
    if (!is_display_name(options.display_name))
        return base::fail(ErrorCode::invalid_argument, "--name must be 1 to 256 bytes of printable text");
    auto database = open_or_make_store(path);
    if (!database) return base::fail(database.error());
    std::string code;
    auto done = (*database)->run([&]() -> base::Result<void> {
        if (auto unused = refuse_used(**database); !unused) return unused;
        const core::Tenant tenant{
            .id = core::TenantId(base::new_uuid(random)), .domain = domain, .display_name = options.display_name};
        if (auto added = sql::SqlTenantStore(**database).add(tenant, clock.now()); !added) return added;
        auto made = make_enrolment_code(**database, tenant, clock, random);
        if (!made) return base::fail(made.error());
        code = std::move(*made);
        if (options.admin_user_name.empty()) return {};
        return add_first_administrator(**database, tenant.id, options, admin_password, clock, random);
    });
    if (!done) return base::fail(done.error());
    return code;
}

int init_command(const Config& config, const InitOptions& options) {
    crypto::SystemRandom random;
    const auto password = choose_password(options.admin_password_file, random);
    const auto code = password ? init_store(config.store, options, password->text, base::SystemClock(), random)
                               : base::Result<std::string>(base::fail(password.error()));
    if (!code) {
        std::fprintf(stderr, "tilbage-tenant: %s\n", code.error().message.c_str());
        return 1;
    }
    std::printf("store: %s\ntenant: %s\n", config.store.c_str(), lower(options.domain).c_str());
    print_administrator(options, *password);
    std::printf("Nobody may reset a password yet: tilbage-tenant password-reset --tenant %s --enabled all\n",
                lower(options.domain).c_str());
    std::printf(
        "An agent is added by tilbage-connect wizard; without a browser (apply --enrolment-code, enroll --code) by "
        "this "
        "code, once, within an hour.\nenrolment code: %s\n",
        code->c_str());
    return 0;
}

}  // namespace tilbage::tenant
