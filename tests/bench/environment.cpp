#include "environment.h"

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "fault.h"

namespace tilbage::bench {
namespace {

TenantAddress parse_address(const std::string& url) {
    constexpr std::string_view kScheme = "https://";
    const auto colon = url.rfind(':');
    if (!url.starts_with(kScheme) || colon < kScheme.size())
        throw BenchFault("TILBAGE_URL is not https://host:port: " + url);
    return {url, url.substr(kScheme.size(), colon - kScheme.size()), url.substr(colon + 1)};
}

std::vector<Person> read_people(const std::string& file) {
    std::ifstream stream(file);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    std::vector<Person> people;
    const auto list = boost::json::parse(text);
    for (const auto& entry : list.as_array()) {
        const auto& person = entry.as_object();
        if (!person.at("role").as_string().empty() || !person.at("alternate_mail").is_string()) continue;
        const auto member = [&](const char* name) { return std::string(person.at(name).as_string()); };
        people.push_back({member("account"), member("upn"), member("dn"), member("alternate_mail")});
    }
    return people;
}

}  // namespace

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw BenchFault(std::string(name) + " is not set: source DIR/env of an environment first");
    return value;
}

Environment Environment::from_variables() {
    Environment found;
    found.tenant = parse_address(variable("TILBAGE_URL"));
    found.tenant_ca = variable("TILBAGE_CA");
    found.tenant_domain = variable("TILBAGE_TENANT");
    found.ldaps = variable("AD_LDAPS");
    found.directory_ca = variable("AD_CA");
    found.connector_dn = variable("AD_CONNECTOR_DN");
    found.connector_password = variable("AD_CONNECTOR_PASSWORD");
    found.mail_dir = variable("MAIL_DIR");
    found.state_dir = variable("TENANT_STATE_DIR");
    found.people = read_people(variable("AD_PEOPLE"));
    return found;
}

}  // namespace tilbage::bench
