// /api/directories and /api/schema/refresh.
#include <boost/json/array.hpp>

#include "connect/state/atomic_file.h"
#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;
using adapters::http::Request;
using adapters::http::Response;
using core::DirectoryFailure;
using core::DirectoryFailureCode;

Response discovery(Session& session, const Request& request) {
    const auto forest = request.query_value("forest").value_or("");
    if (forest.empty()) return malformed_response();
    const auto servers = session.world().directories.discover(std::string(forest));
    if (!servers) return directory_refusal(servers.error());
    return json_response(200, {{"servers", json::array(servers->begin(), servers->end())}});
}

// What the page asks for.
struct Wanted {
    std::optional<core::DirectoryNumber> number;  // empty: it is added
    core::DirectoryTarget target;
    std::string ca_pem;
    std::string mode;
    core::DirectoryCredentials credentials;  // of the account, or of the administrator who creates it
    std::string new_name;
};

std::optional<Wanted> read_wanted(Body& body) {
    Wanted wanted;
    wanted.target.forest = body.text("forest");
    wanted.target.servers = body.texts_or_none("servers");
    wanted.ca_pem = body.text_or("caPem", "");
    auto account = body.object("account");
    wanted.mode = account.text("mode");
    if (wanted.mode == "existing") {
        wanted.credentials = {account.text("name"), account.secret("password"), {}};
    } else if (wanted.mode == "keytab") {
        wanted.credentials = {account.text("name"), {}, account.text("keytabFile")};
    } else if (wanted.mode == "create") {
        wanted.credentials = {account.text("administrator"), account.secret("password"), {}};
        wanted.new_name = account.text_or("name", "");
    } else {
        body.mark_malformed();
    }
    if (body.malformed() || account.malformed()) return std::nullopt;
    return wanted;
}

// The servers that were given, else those that DNS has.
core::Found<void> find_servers(Session& session, core::DirectoryTarget& target) {
    if (!target.servers.empty()) return {};
    auto found = session.world().directories.discover(target.forest);
    if (!found) return tl::unexpected(found.error());
    target.servers = std::move(*found);
    return {};
}

std::filesystem::path state_dir_of(Session& session) {
    return session.with([](const setup::Current& current, const setup::Draft&) { return current.config.state_dir; });
}

Response authority_refusal(const base::Error& error) {
    const bool pem_is_wrong = error.code == base::ErrorCode::invalid_argument;
    return error_response(422, pem_is_wrong ? "certificate_untrusted" : "state_not_written", error.message,
                          {{"message", error.message}});
}

core::Found<Session::NewDirectory> open_existing(Session& session, Wanted wanted, bool created) {
    auto opened = session.world().directories.open(wanted.target, wanted.credentials);
    if (!opened) return tl::unexpected(opened.error());
    return Session::NewDirectory{std::move(wanted.target), std::move(wanted.credentials), (*opened)->facts(), created};
}

// The administrator's credentials are used for this one call and go with it.
core::Found<Session::NewDirectory> create_and_open(Session& session, Wanted wanted) {
    core::NewConnectorAccount account;
    if (!wanted.new_name.empty()) account.name = wanted.new_name;
    account.scope = wanted.number ? session.draft_scope(*wanted.number).units : core::Scope();
    auto made = session.world().directories.create_account(wanted.target, wanted.credentials, account);
    if (!made) return tl::unexpected(made.error());
    wanted.credentials = {made->dn, std::move(made->password), {}};
    return open_existing(session, std::move(wanted), true);
}

core::Found<Session::NewDirectory> try_out(Session& session, Wanted wanted) {
    if (auto found = find_servers(session, wanted.target); !found) return tl::unexpected(found.error());
    const bool creates = wanted.mode == "create";
    return creates ? create_and_open(session, std::move(wanted)) : open_existing(session, std::move(wanted), false);
}

std::string known_authority(Session& session, std::optional<core::DirectoryNumber> number) {
    return session.with([&](const setup::Current&, const setup::Draft& draft) {
        const auto* known = number ? find_directory(draft.config, *number) : nullptr;
        return known == nullptr ? std::string() : known->directory.ca_file;
    });
}

// Into the draft, with the authority that it was opened with.
Response take(Session& session, std::optional<core::DirectoryNumber> wanted, const std::string& ca_pem,
              Session::NewDirectory directory) {
    const auto number = session.place_of(wanted, directory);
    if (!number) {
        const auto& message = number.error().message;
        return error_response(422, "directory_twice", message, {{"message", message}});
    }
    if (!ca_pem.empty()) {
        DirectoryConfig named;
        named.number = *number;
        const auto kept = setup::stage_certificate(state_dir_of(session), named.section(), ca_pem);
        if (!kept) return authority_refusal(kept.error());
        directory.target.ca_file = *kept;
    }
    session.set_directory(*number, std::move(directory));
    return state_response(session);
}

// With the authority that is known.
Response add_known(Session& session, Wanted wanted) {
    const auto number = wanted.number;
    wanted.target.ca_file = known_authority(session, number);
    auto opened = try_out(session, std::move(wanted));
    return opened ? take(session, number, {}, std::move(*opened)) : directory_refusal(opened.error());
}

// With the pasted one. It is tried under a name of its own first, so that a wrong one does not take the place of the
// one that the draft has.
Response add_pasted(Session& session, Wanted wanted) {
    const auto tried = setup::stage_certificate(state_dir_of(session), "directory-tried", wanted.ca_pem);
    if (!tried) return authority_refusal(tried.error());
    const auto pem = std::move(wanted.ca_pem);
    const auto number = wanted.number;
    wanted.target.ca_file = *tried;
    auto opened = try_out(session, std::move(wanted));
    destroy_file(*tried);
    return opened ? take(session, number, pem, std::move(*opened)) : directory_refusal(opened.error());
}

Response add_directory(Session& session, const Request& request, Body& body) {
    const auto lock = session.adding();
    const bool is_new = request.query_value("directory") == "new";
    const auto number = is_new ? std::nullopt : directory_number(request);
    if (!is_new && !number) return malformed_response();
    if (number && *number != 1 && !session.has_directory(*number))
        return directory_refusal({DirectoryFailureCode::not_found, {}});
    auto wanted = read_wanted(body);
    if (!wanted) return malformed_response();
    wanted->number = number;
    if (wanted->mode == "keytab" && !std::filesystem::path(wanted->credentials.keytab_file).is_absolute()) {
        return directory_refusal(
            {DirectoryFailureCode::keytab_unreadable,
             "The keytab's path must be a whole one on this machine, as /etc/tilbage/svc.keytab."});
    }
    return wanted->ca_pem.empty() ? add_known(session, std::move(*wanted)) : add_pasted(session, std::move(*wanted));
}

Response remove_directory(Session& session, core::DirectoryNumber number) {
    if (auto removed = session.remove_directory(number); !removed)
        return error_response(409, "first_directory", removed.error().message);
    return state_response(session);
}

Response refresh_schema(Session& session, core::DirectoryNumber number) {
    const auto facts = session.directory(number).look_again();
    if (!facts) return directory_refusal(facts.error());
    return json_response(
        200,
        {{"attributes", facts->schema_attributes}, {"policyHints", facts->policy_hints}, {"server", facts->server}});
}

}  // namespace

void add_directories(adapters::http::Router& router, Session& session) {
    router.add("GET", "/api/directories/discovery",
               answers([&session](Request& request) { return discovery(session, request); }));
    router.add("POST", "/api/directories", takes_request_and_body([&session](const Request& request, Body& body) {
                   return add_directory(session, request, body);
               }));
    router.add("DELETE", "/api/directories", answers_of_directory(session, [&session](auto number, Request&) {
                   return remove_directory(session, number);
               }));
    router.add("POST", "/api/schema/refresh", answers_of_directory(session, [&session](auto number, Request&) {
                   return refresh_schema(session, number);
               }));
}

}  // namespace tilbage::connect::wizard
