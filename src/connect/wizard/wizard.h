// The wizard as a server on one loopback port.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "adapters/http/nonce_page.h"
#include "adapters/http/router.h"
#include "adapters/http/server.h"
#include "adapters/http/static_files.h"
#include "connect/wizard/access.h"
#include "connect/wizard/session.h"

namespace tilbage::connect::wizard {

struct WizardOptions {
    std::uint16_t port = 0;             // 0: a free one
    std::filesystem::path page_folder;  // with index.html
};

class Wizard {
public:
    // Fails when the page is not there, the port is taken, or the configuration file is wrong.
    [[nodiscard]] static base::Result<std::unique_ptr<Wizard>> start(World world, const WizardOptions& options);
    // Lets running calls answer for a moment, then closes.
    ~Wizard();
    Wizard(const Wizard&) = delete;
    Wizard& operator=(const Wizard&) = delete;

    // "http://127.0.0.1:4711/?code=…": a new one each time, which works once. Any thread.
    [[nodiscard]] std::string new_address();
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    // Exit was pressed, or nobody called for half an hour and nothing runs.
    [[nodiscard]] bool is_over() const;
    [[nodiscard]] Session& session() { return *session_; }

private:
    Wizard(std::unique_ptr<Session> session, adapters::http::StaticFiles files, adapters::http::NoncePage page);
    void add_page(adapters::http::Router& router);

    std::unique_ptr<Session> session_;
    Access access_;
    const adapters::http::StaticFiles files_;
    const adapters::http::NoncePage page_;
    std::unique_ptr<adapters::http::Server> server_;
};

}  // namespace tilbage::connect::wizard
