// /api/cloud, its sign-in, the tenant's way back to /callback, and /api/sign-in.
#include <boost/json/object.hpp>

#include "connect/state/atomic_file.h"
#include "connect/wizard/refusal_page.h"
#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

std::string without_slashes(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

setup::CloudResult<void> check(Session& session, const TenantConfig& tenant) {
    setup::CloudClient client({.url = tenant.url, .ca_file = tenant.ca_file}, session.world().clock,
                              session.world().random);
    return client.check();
}

std::filesystem::path state_dir_of(Session& session) {
    return session.with([](const setup::Current& current, const setup::Draft&) { return current.config.state_dir; });
}

// With the pasted authority. It is tried under a name of its own first, so that a wrong one does not take the place of
// the one that the draft has.
Response try_pasted(Session& session, TenantConfig tenant, const std::string& pem) {
    const auto state_dir = state_dir_of(session);
    const auto tried = setup::stage_certificate(state_dir, "tenant-tried", pem);
    if (!tried) {
        const bool pem_is_wrong = tried.error().code == base::ErrorCode::invalid_argument;
        return error_response(422, pem_is_wrong ? "certificate_untrusted" : "state_not_written", tried.error().message,
                              {{"message", tried.error().message}});
    }
    tenant.ca_file = *tried;
    const auto checked = check(session, tenant);
    destroy_file(*tried);
    if (!checked) return cloud_refusal(checked.error());
    const auto kept = setup::stage_certificate(state_dir, "tenant", pem);
    if (!kept) return error_response(422, "state_not_written", kept.error().message);
    tenant.ca_file = *kept;
    session.set_tenant(std::move(tenant));
    return state_response(session);
}

// The authority that is known, else the system's.
Response try_known(Session& session, TenantConfig tenant) {
    auto checked = check(session, tenant);
    if (!checked && checked.error().problem == setup::CloudProblem::certificate_untrusted && !tenant.ca_file.empty()) {
        auto by_system = tenant;
        by_system.ca_file.clear();
        if (check(session, by_system)) {
            session.set_tenant(std::move(by_system));
            return state_response(session);
        }
    }
    if (!checked) return cloud_refusal(checked.error());
    session.set_tenant(std::move(tenant));
    return state_response(session);
}

Response set_cloud(Session& session, Body& body) {
    const auto url = without_slashes(body.text("url"));
    const auto pem = body.text_or("caPem", "");
    if (body.malformed()) return malformed_response();
    TenantConfig tenant =
        session.with([](const setup::Current&, const setup::Draft& draft) { return draft.config.tenant; });
    tenant.url = url;
    return pem.empty() ? try_known(session, std::move(tenant)) : try_pasted(session, std::move(tenant), pem);
}

std::optional<Response> refuse_without_url(const CloudTarget& target) {
    if (!target.address.url.empty()) return std::nullopt;
    return error_response(409, "no_cloud", "There is no tenant yet: give its address.");
}

// Only back to where the browser is: `origin` is what it sees of us, behind a tunnel too.
Response begin_sign_in(Session& session, const Request& request, Body& body) {
    const auto origin = body.text("origin");
    const auto language = body.text_or("mkt", "");
    if (body.malformed()) return malformed_response();
    if (origin != "http://" + std::string(request.header("Host")))
        return error_response(400, "malformed", "origin is not that of this page");
    const auto target = session.cloud_target();
    if (auto refused = refuse_without_url(target)) return std::move(*refused);
    return json_response(200,
                         {{"authorizeUrl", session.cloud().begin_sign_in(target, origin + "/callback", language)}});
}

Response begin_device_code(Session& session) {
    const auto target = session.cloud_target();
    if (auto refused = refuse_without_url(target)) return std::move(*refused);
    const auto code = session.cloud().begin_device_code(target);
    if (!code) return cloud_refusal(code.error());
    return json_response(200, {{"verificationUri", code->verification_uri},
                               {"userCode", code->user_code},
                               {"expiresAt", base::to_millis(code->expires_at)}});
}

std::string query_text(const Request& request, std::string_view name) {
    return std::string(request.query_value(name).value_or(""));
}

Response callback(Session& session, const Request& request) {
    const bool known = session.cloud().finish_sign_in({.state = query_text(request, "state"),
                                                       .code = query_text(request, "code"),
                                                       .error = query_text(request, "error_description")});
    return known ? going_on_page(request) : refusal_page(request, Refusal::sign_in_failed);
}

Response set_sign_in(Session& session, Body& body) {
    std::vector<setup::CloudDomain> domains;
    for (auto& item : body.objects("domains")) {
        domains.push_back({.id = item.text("id"), .sign_in_type = item.text("signInType")});
        if (item.malformed()) body.mark_malformed();
    }
    if (body.malformed()) return malformed_response();
    const auto changed = session.cloud().ask(
        [&](setup::CloudClient& client, const setup::AccessToken& token) -> setup::CloudResult<void> {
            for (const auto& domain : domains) {
                if (auto set = client.set_sign_in_type(token, domain); !set) return set;
            }
            return {};
        });
    session.cloud().refresh_domains();  // also after a failure: some may have been changed
    return changed ? state_response(session) : cloud_refusal(changed.error());
}

}  // namespace

void add_cloud(adapters::http::Router& router, Session& session) {
    router.add("PUT", "/api/cloud", takes_body([&session](Body& body) { return set_cloud(session, body); }));
    router.add("POST", "/api/cloud/sign-in", [&session](Request request, const Reply& reply) {
        takes_body([&](Body& body) { return begin_sign_in(session, request, body); })(request, reply);
    });
    router.add("POST", "/api/cloud/device-code", answers([&session](Request&) { return begin_device_code(session); }));
    router.add("POST", "/api/cloud/sign-out", answers([&session](Request&) {
                   session.cloud().sign_out();
                   return state_response(session);
               }));
    router.add("GET", "/callback", answers([&session](Request& request) { return callback(session, request); }));
    router.add("PUT", "/api/sign-in", takes_body([&session](Body& body) { return set_sign_in(session, body); }));
}

}  // namespace tilbage::connect::wizard
