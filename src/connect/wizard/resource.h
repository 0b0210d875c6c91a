// What the wizard's resources have in common.
#pragma once

#include <functional>

#include "adapters/http/router.h"
#include "connect/wizard/json.h"
#include "connect/wizard/session.h"
#include "core/identity/scope.h"

namespace tilbage::connect::wizard {

// A resource that needs no waiting: request in, response out.
using Call = std::function<adapters::http::Response(adapters::http::Request&)>;
[[nodiscard]] adapters::http::Handler answers(Call call);
// The same with the body as JSON; one that is none is refused with 415 or 400. The request's copy of the body is wiped.
using BodyCall = std::function<adapters::http::Response(Body&)>;
[[nodiscard]] adapters::http::Handler takes_body(BodyCall call);
using RequestBodyCall = std::function<adapters::http::Response(const adapters::http::Request&, Body&)>;
[[nodiscard]] adapters::http::Handler takes_request_and_body(RequestBodyCall call);

// The number in `?directory=N`, 1 without; nothing when it is none.
[[nodiscard]] std::optional<core::DirectoryNumber> directory_number(const adapters::http::Request& request);
// The same two of one directory of the draft: a wrong number is refused with 400, a further one that is not there with
// 409 `no_directory`. Number 1 may be one that nobody has given yet.
using DirectoryCall = std::function<adapters::http::Response(core::DirectoryNumber, adapters::http::Request&)>;
[[nodiscard]] adapters::http::Handler answers_of_directory(Session& session, DirectoryCall call);
using DirectoryBodyCall = std::function<adapters::http::Response(core::DirectoryNumber, Body&)>;
[[nodiscard]] adapters::http::Handler takes_body_of_directory(Session& session, DirectoryBodyCall call);

// 422 with the failure's code and the directory's words in `details.message`; 409 `no_directory` when there is none.
[[nodiscard]] adapters::http::Response directory_refusal(const core::DirectoryFailure& failure);
// 422 with the problem's code; 409 `sign_in_required` when nobody is signed in.
[[nodiscard]] adapters::http::Response cloud_refusal(const setup::CloudError& error);
[[nodiscard]] boost::json::object problem_json(const setup::CloudError& error);

[[nodiscard]] boost::json::object to_json(const ScopeConfig& scope);
// Units and pilot group. Marks the body as malformed when it is no scope.
[[nodiscard]] ScopeConfig read_scope(Body& body);

// *state* of docs/protocol.md §10, after a look at the agent.
[[nodiscard]] adapters::http::Response state_response(Session& session);
[[nodiscard]] boost::json::object configured_json(Session& session);

// One file each.
void add_state(adapters::http::Router& router, Session& session);          // state, page, features, options, exit
void add_cloud(adapters::http::Router& router, Session& session);          // cloud/*, callback, sign-in
void add_directories(adapters::http::Router& router, Session& session);    // directories, schema
void add_tree(adapters::http::Router& router, Session& session);           // tree, counts, scope
void add_rights(adapters::http::Router& router, Session& session);         // rights
void add_run(adapters::http::Router& router, Session& session);            // plan, configure, run
void add_configuration(adapters::http::Router& router, Session& session);  // configuration, agents, troubleshoot

}  // namespace tilbage::connect::wizard
