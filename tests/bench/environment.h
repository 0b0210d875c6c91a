// The environment that is measured, as `tools/env/env.py up DIR` describes it in DIR/env.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tilbage::bench {

struct Person {
    std::string account;
    std::string upn;
    std::string dn;
    std::string alternate_mail;
};

// Where the tenant listens: https://host:port.
struct TenantAddress {
    std::string base_url;
    std::string host;
    std::string port;
};

struct Environment {
    TenantAddress tenant;
    std::string tenant_ca;
    std::string tenant_domain;
    std::string ldaps;
    std::string directory_ca;
    std::string connector_dn;
    std::string connector_password;
    std::filesystem::path mail_dir;
    std::filesystem::path state_dir;  // the tenant's, where its store is
    // Those who play no part and can get a code, in the order of the list.
    std::vector<Person> people;

    // Reads this process's environment variables. Throws BenchFault naming the one that is missing.
    [[nodiscard]] static Environment from_variables();
};

[[nodiscard]] std::string variable(const char* name);

}  // namespace tilbage::bench
