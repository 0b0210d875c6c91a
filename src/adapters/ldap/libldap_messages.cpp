#include "adapters/ldap/libldap_messages.h"

namespace tilbage::adapters::ldap {
namespace {

std::string to_string(const berval& value) { return {value.bv_val, value.bv_len}; }

}  // namespace

Entry read_entry(LDAP* handle, LDAPMessage* message) {
    Entry entry;
    BerElement* position = nullptr;
    berval name{};
    if (ldap_get_dn_ber(handle, message, &position, &name) != LDAP_SUCCESS) return entry;
    entry.dn = to_string(name);
    berval* values = nullptr;
    while (ldap_get_attribute_ber(handle, message, position, &name, &values) == LDAP_SUCCESS &&
           name.bv_val != nullptr) {
        Attribute attribute{to_string(name), {}};
        for (const auto* value = values; value != nullptr && value->bv_val != nullptr; ++value) {
            attribute.values.push_back(to_string(*value));
        }
        ber_memfree(values);
        entry.attributes.push_back(std::move(attribute));
    }
    ber_free(position, 0);
    return entry;
}

std::vector<Control> read_controls(LDAP* handle, LDAPMessage* message) {
    LDAPControl** controls = nullptr;
    std::vector<Control> read;
    if (ldap_parse_result(handle, message, nullptr, nullptr, nullptr, nullptr, &controls, 0) != LDAP_SUCCESS)
        return read;
    for (auto** each = controls; each != nullptr && *each != nullptr; ++each)
        read.push_back({(*each)->ldctl_oid, (*each)->ldctl_iscritical != 0, to_string((*each)->ldctl_value)});
    ldap_controls_free(controls);
    return read;
}

std::vector<Entry> read_entries(LDAP* handle, LDAPMessage* chain) {
    std::vector<Entry> entries;
    for (auto* each = ldap_first_entry(handle, chain); each != nullptr; each = ldap_next_entry(handle, each)) {
        entries.push_back(read_entry(handle, each));
    }
    return entries;
}

std::optional<Answer> read_answer(LDAP* handle, LDAPMessage* message) {
    Answer answer;
    char* text = nullptr;
    LDAPControl** controls = nullptr;
    if (ldap_parse_result(handle, message, &answer.result_code, nullptr, &text, nullptr, &controls, 0) !=
        LDAP_SUCCESS) {
        return std::nullopt;
    }
    const Text diagnostic(text);
    if (diagnostic) answer.diagnostic_message = diagnostic.get();
    if (auto* page = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nullptr); page != nullptr) {
        ber_int_t estimate = 0;
        berval cookie{};
        if (ldap_parse_pageresponse_control(handle, page, &estimate, &cookie) == LDAP_SUCCESS) {
            answer.page_cookie = to_string(cookie);
            ber_memfree(cookie.bv_val);
        }
    }
    ldap_controls_free(controls);
    return answer;
}

std::string read_server_credentials(LDAP* handle, LDAPMessage* message) {
    berval* value = nullptr;
    // The result code, which is not of interest here, comes back for an answer that was read well, too.
    (void)ldap_parse_sasl_bind_result(handle, message, &value, 0);
    if (value == nullptr) return {};
    auto credentials = to_string(*value);
    ber_bvfree(value);
    return credentials;
}

}  // namespace tilbage::adapters::ldap
