#include "core/ports/directory_setup.h"

namespace tilbage::core {

std::string_view to_text(DirectoryFailureCode code) {
    switch (code) {
        case DirectoryFailureCode::forest_not_found:
            return "forest_not_found";
        case DirectoryFailureCode::directory_unreachable:
            return "directory_unreachable";
        case DirectoryFailureCode::certificate_untrusted:
            return "certificate_untrusted";
        case DirectoryFailureCode::credentials_wrong:
            return "credentials_wrong";
        case DirectoryFailureCode::account_is_administrator:
            return "account_is_administrator";
        case DirectoryFailureCode::signing_required:
            return "signing_required";
        case DirectoryFailureCode::read_only_server:
            return "read_only_server";
        case DirectoryFailureCode::not_allowed_to_create:
            return "not_allowed_to_create";
        case DirectoryFailureCode::name_taken:
            return "name_taken";
        case DirectoryFailureCode::not_found:
            return "not_found";
        case DirectoryFailureCode::invalid:
            return "invalid";
        case DirectoryFailureCode::stopped:
            return "stopped";
        case DirectoryFailureCode::keytab_unreadable:
            return "keytab_unreadable";
        case DirectoryFailureCode::keytab_wrong:
            return "keytab_wrong";
        case DirectoryFailureCode::host_name_needed:
            return "host_name_needed";
        case DirectoryFailureCode::server_name_unknown:
            return "server_name_unknown";
        case DirectoryFailureCode::kerberos_unreachable:
            return "kerberos_unreachable";
        case DirectoryFailureCode::kerberos_clock_skew:
            return "kerberos_clock_skew";
    }
    return "";
}

std::string_view to_text(ConnectorRight right) {
    switch (right) {
        case ConnectorRight::reset_password:
            return "reset_password";
        case ConnectorRight::change_password:
            return "change_password";
        case ConnectorRight::write_lockout_time:
            return "write_lockout_time";
        case ConnectorRight::write_pwd_last_set:
            return "write_pwd_last_set";
        case ConnectorRight::read_password_settings:
            return "read_password_settings";
        case ConnectorRight::dirsync:
            return "dirsync";
        case ConnectorRight::read_deleted_objects:
            return "read_deleted_objects";
    }
    return "";
}

std::string_view to_text(MissingRight::AppliesTo applies_to) {
    switch (applies_to) {
        case MissingRight::AppliesTo::unit:
            return "unit";
        case MissingRight::AppliesTo::person:
            return "person";
        case MissingRight::AppliesTo::domain:
            return "domain";
    }
    return "";
}

}  // namespace tilbage::core
