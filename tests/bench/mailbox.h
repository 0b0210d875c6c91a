// The codes in the mails that the environment's SMTP server files.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tilbage::bench {

// Watches from its construction on. One thread.
class Mailbox {
public:
    explicit Mailbox(std::filesystem::path folder);
    ~Mailbox();
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    // One code for each address, waited for; mails without a code (notices) are passed over. Throws BenchFault when the
    // time is up.
    [[nodiscard]] std::map<std::string, std::string> codes_for(const std::vector<std::string>& addresses,
                                                               std::chrono::seconds patience);

private:
    void read_new_mails(std::chrono::milliseconds patience);
    void file(const std::filesystem::path& mail);

    std::filesystem::path folder_;
    int watch_ = -1;
    std::map<std::string, std::string> codes_;  // by address; the newest
};

// The only run of six to eight digits in a mail's plain text; empty when there is none.
[[nodiscard]] std::string code_in_mail(const std::string& mail);

}  // namespace tilbage::bench
