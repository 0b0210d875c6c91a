#include "core/oidc/complete_application_sign_in.h"

#include "base/secret.h"
#include "base/unicode.h"
#include "core/oidc/application_access.h"
#include "core/oidc/application_audit.h"
#include "core/oidc/limits.h"
#include "core/oidc/session_id.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

using Step = ApplicationProgress::Step;

bool is_meant(const std::string& hint, const Person& person) {
    const auto folded = base::fold_case(hint);
    return hint.empty() || folded == base::fold_case(person.user_name) || folded == base::fold_case(person.work_mail);
}

}  // namespace

Answer<ApplicationSignIn> CompleteApplicationSignIn::find(const ApplicationSignInCommand& command) {
    auto found = ports_.sign_ins.find(crypto::sha256(command.flow), ports_.account.clock.now());
    if (!found) return refuse(found.error());
    if (!*found || (*found)->browser != crypto::sha256(command.browser)) return refuse(RefusalCode::request_expired);
    return std::move(**found);
}

Answer<ApplicationWish> CompleteApplicationSignIn::describe(const ApplicationSignInCommand& command) {
    const auto sign_in = find(command);
    if (!sign_in) return refuse(sign_in.error());
    const auto application = ports_.applications.find(sign_in->tenant_id, sign_in->application);
    if (!application) return refuse(application.error());
    if (!*application) return refuse(RefusalCode::request_expired);
    return ApplicationWish{(*application)->display_name, sign_in->login_hint};
}

Answer<ApplicationProgress> CompleteApplicationSignIn::run(const ApplicationSignInCommand& command) {
    return in_one_step<ApplicationProgress>(ports_.account.unit_of_work, [&] { return go_on(command); });
}

Answer<ApplicationProgress> CompleteApplicationSignIn::go_on(const ApplicationSignInCommand& command) {
    const auto sign_in = find(command);
    if (!sign_in) return refuse(sign_in.error());
    const auto open = open_account(ports_.account, command.session);
    if (!open && open.error().code != RefusalCode::session_missing) return refuse(open.error());
    if (!open || !serves(*sign_in, *open)) return wait_at(Step::sign_in, *sign_in);
    const auto state = state_of(ports_.account, open->session, open->person);
    if (!state) return refuse(state.error());
    if (state->step != AccountStep::signed_in || state->interrupt) return wait_at(Step::account, *sign_in);
    return finish(*sign_in, *open);
}

// Whether this session answers what the application asks.
bool CompleteApplicationSignIn::serves(const ApplicationSignIn& sign_in, const OpenAccount& open) const {
    const auto& session = open.session;
    if (session.tenant_id != sign_in.tenant_id) return false;
    // Whoever proves who they are now has been asked with the hint before their eyes.
    if (session.signed_in_at >= sign_in.begun_at) return true;
    if (sign_in.must_prove) return false;
    if (sign_in.max_age && ports_.account.clock.now() - session.signed_in_at > *sign_in.max_age) return false;
    return is_meant(sign_in.login_hint, open.person);
}

Answer<ApplicationProgress> CompleteApplicationSignIn::wait_at(Step step, const ApplicationSignIn& sign_in) {
    if (!sign_in.without_page) return ApplicationProgress{step, {}};
    const auto removed = ports_.sign_ins.remove(sign_in.flow);
    if (!removed) return refuse(removed.error());
    if (!*removed) return refuse(RefusalCode::request_expired);
    const auto issuer = issuer_of(ports_.base_url, sign_in.tenant_id);
    if (step == Step::sign_in)
        return ApplicationProgress{Step::done,
                                   authorization_error(sign_in, issuer, "login_required", "The person must sign in.")};
    return ApplicationProgress{Step::done, authorization_error(sign_in, issuer, "interaction_required",
                                                               "The person must do something on the page.")};
}

Answer<ApplicationProgress> CompleteApplicationSignIn::finish(const ApplicationSignIn& sign_in,
                                                              const OpenAccount& open) {
    const auto removed = ports_.sign_ins.remove(sign_in.flow);
    if (!removed) return refuse(removed.error());
    const auto application = ports_.applications.find(sign_in.tenant_id, sign_in.application);
    if (!application) return refuse(application.error());
    if (!*removed || !*application) return refuse(RefusalCode::request_expired);
    const auto may = may_sign_in_to(**application, open.person, ports_.account.eligibility.groups);
    if (!may) return refuse(may.error());
    const auto grant = base::new_uuid(ports_.account.random);
    const auto noted =
        ports_.account.audit.append(application_record({"application.sign_in", *may ? "succeeded" : "access_denied",
                                                        sign_in.tenant_id, sign_in.application, open.person.id, grant},
                                                       ports_.account.clock.now()));
    if (!noted) return refuse(noted.error());
    const auto issuer = issuer_of(ports_.base_url, sign_in.tenant_id);
    if (!*may) {
        return ApplicationProgress{Step::done, authorization_error(sign_in, issuer, "access_denied",
                                                                   "The person may not use this application.")};
    }
    const auto code = give_code(sign_in, open, grant);
    if (!code) return refuse(code.error());
    return ApplicationProgress{Step::done, authorization_code(sign_in, issuer, *code)};
}

Answer<std::string> CompleteApplicationSignIn::give_code(const ApplicationSignIn& sign_in, const OpenAccount& open,
                                                         const std::string& grant) {
    const auto now = ports_.account.clock.now();
    auto code = base::new_token(ports_.account.random);
    const auto added = ports_.grants.add({.id = grant,
                                          .tenant_id = sign_in.tenant_id,
                                          .application = sign_in.application,
                                          .person = open.person.id,
                                          .redirect_uri = sign_in.redirect_uri,
                                          .code_challenge = sign_in.code_challenge,
                                          .nonce = sign_in.nonce,
                                          .scope = sign_in.scope,
                                          .session_id = session_id_of(open.session, ports_.account.key),
                                          .signed_in_at = open.session.signed_in_at,
                                          .expires_at = now + application_limits::kGrantLifetime});
    if (!added) return refuse(added.error());
    const auto kept = ports_.grants.add_token(
        {crypto::sha256(code), grant, GrantTokenKind::code, now + application_limits::kCodeLifetime});
    if (!kept) return refuse(kept.error());
    return code;
}

}  // namespace tilbage::core
