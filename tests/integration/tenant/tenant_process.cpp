#include "integration/tenant/tenant_process.h"

#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "adapters/curl/http_client.h"

namespace tilbage::testing {
namespace {

std::string binary() {
    const char* folder = std::getenv("TILBAGE_BIN");
    return std::string(folder != nullptr ? folder : TILBAGE_BIN_DIR) + "/tilbage-tenant";
}

// The tenant's own address stands in its configuration, so its port must be known before.
std::uint16_t free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const bool bound = ::bind(probe, generic, size) == 0 && ::getsockname(probe, generic, &size) == 0;
    ::close(probe);
    if (!bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

int wait_for(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return status;
}

}  // namespace

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_file(const std::string& path, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

TenantProcess::TenantProcess(std::uint16_t mail_port, const std::string& reset)
    : port_(free_port()), url_(fmt::format("https://127.0.0.1:{}", port_)) {
    const auto files = authority_.issue({"IP:127.0.0.1"});
    write_file(folder() + "/web/reset/index.html", "<!doctype html><title>Reset</title>");
    write_file(folder() + "/web/reset/assets/app-3fK9x2Qa.js", "export {};");
    write_file(folder() + "/web/signin/index.html", "<!doctype html><title>Sign in</title>");
    write_file(folder() + "/web/account/index.html", "<!doctype html><title>Account</title>");
    write_file(folder() + "/web/portal/index.html", "<!doctype html><meta nonce=\"__NONCE__\"><title>Portal</title>");
    write_file(config_file(), fmt::format(R"([server]
base_url = "{}"
listen = "127.0.0.1:{}"
certificate = "{}"
private_key = "{}"
web_root = "web"
[store]
path = "store/tenant.db"
[mail]
server = "smtp://127.0.0.1:{}"
tls = "none"
from = "Tilbage <no-reply@ex1.test>"
[reset]
{}
[log]
level = "debug"
)",
                                          url_, port_, files.certificate, files.key, mail_port, reset));
}

TenantProcess::~TenantProcess() {
    if (pid_ > 0) kill_it(SIGKILL);
}

CommandResult TenantProcess::command(const std::vector<std::string>& arguments) const {
    const auto output = folder() + "/command.out";
    std::filesystem::remove(output);
    const int status = wait_for(spawn(arguments, output));
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(output)};
}

std::string TenantProcess::init() const {
    const auto done = command({"init", "--config", config_file(), "--tenant", "ex1.test", "--name", "Example One"});
    const auto at = done.output.rfind("enrolment code: ");
    if (done.exit_code != 0 || at == std::string::npos) throw std::runtime_error("init failed: " + done.output);
    auto code = done.output.substr(at + 16);
    while (!code.empty() && code.back() == '\n') code.pop_back();
    integration({"--writeback", "yes"});
    const auto reset =
        command({"password-reset", "--config", config_file(), "--tenant", "ex1.test", "--enabled", "all"});
    if (reset.exit_code != 0) throw std::runtime_error("password-reset failed: " + reset.output);
    return code;
}

void TenantProcess::integration(const std::vector<std::string>& answers) const {
    std::vector<std::string> arguments{"integration", "--config", config_file(), "--tenant", "ex1.test"};
    arguments.insert(arguments.end(), answers.begin(), answers.end());
    const auto done = command(arguments);
    if (done.exit_code != 0) throw std::runtime_error("integration failed: " + done.output);
}

void TenantProcess::start() {
    pid_ = spawn({"run", "--config", config_file()}, folder() + "/run.log");
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    adapters::curl::HttpClient client({.ca_file = ca_file()});
    while (std::chrono::steady_clock::now() < end) {
        adapters::curl::HttpRequest request;
        request.url = url_ + "/readyz";
        if (const auto answer = client.send(request); answer && answer->status == 200) return;
        if (::waitpid(pid_, &status_, WNOHANG) == pid_) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw std::runtime_error("the tenant did not become ready: " + log());
}

void TenantProcess::kill_it(int signal) {
    ::kill(pid_, signal);
    status_ = wait_for(std::exchange(pid_, -1));
}

std::string TenantProcess::folder() const { return folder_.path(); }
std::string TenantProcess::log() const { return read_file(folder() + "/run.log"); }

pid_t TenantProcess::spawn(const std::vector<std::string>& arguments, const std::string& output) const {
    std::vector<std::string> texts{binary()};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& text : texts) argv.push_back(text.data());
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(file, STDOUT_FILENO);
        ::dup2(file, STDERR_FILENO);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    return child;
}

}  // namespace tilbage::testing
