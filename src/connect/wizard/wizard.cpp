#include "connect/wizard/wizard.h"

#include <utility>

#include "connect/wizard/gate.h"
#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

namespace http = adapters::http;

// A page waits for the run on one worker; a directory that is slow to answer may hold some more.
constexpr std::size_t kWorkers = 12;
constexpr std::chrono::milliseconds kGrace{2'000};

http::Response not_found(const http::Request& request) {
    if (request.path.starts_with("/api/")) return error_response(404, "not_found", "There is nothing at this address.");
    http::Response response;
    response.status = 404;
    return response;
}

http::Response wrong_method(const http::Request&, http::Response plain) {
    auto response = error_response(405, "wrong_method", "This address does not take that method.");
    response.headers.insert(response.headers.end(), plain.headers.begin(), plain.headers.end());
    return response;
}

void dress_server_refusal(std::string_view, http::Response& response) {
    const auto* code = response.status == 413 || response.status == 431 ? "too_large"
                       : response.status == 503                         ? "busy"
                                                                        : "malformed";
    auto dressed = error_response(response.status, code, http::reason_phrase(response.status));
    dressed.headers.insert(dressed.headers.end(), response.headers.begin(), response.headers.end());
    response = with_security_headers(std::move(dressed));
}

}  // namespace

base::Result<std::unique_ptr<Wizard>> Wizard::start(World world, const WizardOptions& options) {
    auto& random = world.random;
    auto session = Session::open(std::move(world));
    if (!session) return base::fail(session.error());
    auto files = http::StaticFiles::load(options.page_folder);
    if (!files) return base::fail(files.error());
    auto page = http::NoncePage::load(*files, random);
    if (!page) {
        return base::fail(page.error().code, options.page_folder.string() + ": " + page.error().message +
                                                 "; install the package again, or name the folder with --web-root");
    }
    std::unique_ptr<Wizard> wizard(new Wizard(std::move(*session), std::move(*files), std::move(*page)));
    http::Router router;
    add_state(router, *wizard->session_);
    add_cloud(router, *wizard->session_);
    add_directories(router, *wizard->session_);
    add_tree(router, *wizard->session_);
    add_rights(router, *wizard->session_);
    add_run(router, *wizard->session_);
    add_configuration(router, *wizard->session_);
    wizard->add_page(router);
    http::Options server;
    server.port = options.port;
    server.workers = kWorkers;
    server.dress_refusal = dress_server_refusal;
    auto started = http::Server::start(std::move(server), guarded(wizard->access_, std::move(router)));
    if (!started) return base::fail(started.error());
    wizard->server_ = std::move(*started);
    return wizard;
}

Wizard::Wizard(std::unique_ptr<Session> session, http::StaticFiles files, http::NoncePage page)
    : session_(std::move(session)),
      access_(session_->world().clock, session_->world().random),
      files_(std::move(files)),
      page_(std::move(page)) {}

Wizard::~Wizard() {
    session_->end().set();
    if (server_) server_->stop(kGrace);
}

void Wizard::add_page(http::Router& router) {
    router.add("GET", "/", [this](const http::Request&, const http::Reply& reply) { reply(page_.serve()); });
    router.add("GET", "/favicon.ico", [](const http::Request&, const http::Reply& reply) {
        http::Response none;  // browsers ask for it on the small pages; the wizard's own page names its icon
        none.status = 204;
        reply(std::move(none));
    });
    router.otherwise([this](const http::Request& request, const http::Reply& reply) {
        const bool is_file = !request.path.ends_with('/') && request.path != "/index.html";
        auto found = is_file ? files_.serve(request) : std::nullopt;
        reply(found ? std::move(*found) : not_found(request));
    });
    router.when_method_is_wrong(wrong_method);
}

std::string Wizard::new_address() {
    return "http://127.0.0.1:" + std::to_string(port()) + "/?code=" + access_.new_code();
}

bool Wizard::is_over() const {
    return session_->end().is_set() || (access_.idle_for_too_long() && !session_->is_running());
}

}  // namespace tilbage::connect::wizard
