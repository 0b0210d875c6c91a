// One tilbage-tenant with a folder, a certificate and a port of its own.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

#include "support/certificates.h"
#include "support/temp_dir.h"

namespace tilbage::testing {

struct CommandResult {
    int exit_code = -1;
    std::string output;  // both streams
};

class TenantProcess {
public:
    // Writes the configuration; starts nothing. `reset` goes into the section [reset].
    TenantProcess(std::uint16_t mail_port, const std::string& reset = "");
    ~TenantProcess();
    TenantProcess(const TenantProcess&) = delete;
    TenantProcess& operator=(const TenantProcess&) = delete;

    [[nodiscard]] CommandResult command(const std::vector<std::string>& arguments) const;
    // Makes the store, switches writeback on, lets everybody reset; the enrolment code.
    [[nodiscard]] std::string init() const;
    // `tilbage-tenant integration` with these answers, "--writeback", "no" for one; beside a running tenant too.
    void integration(const std::vector<std::string>& answers) const;
    // Returns when /readyz says so.
    void start();
    void kill_it(int signal);  // and waits for its end; the exit status
    [[nodiscard]] int last_status() const { return status_; }

    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string ca_file() const { return authority_.ca_file(); }
    [[nodiscard]] std::string folder() const;
    [[nodiscard]] std::string config_file() const { return folder() + "/tenant.toml"; }
    [[nodiscard]] std::string log() const;
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    [[nodiscard]] pid_t spawn(const std::vector<std::string>& arguments, const std::string& output) const;

    TestAuthority authority_;
    TempDir folder_;
    std::uint16_t port_;
    std::string url_;
    pid_t pid_ = -1;
    int status_ = 0;
};

// The whole file, or "".
[[nodiscard]] std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

}  // namespace tilbage::testing
