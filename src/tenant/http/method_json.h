// People's own methods, as the account page reads and writes them (docs/protocol.md §12).
#pragma once

#include <boost/json/object.hpp>

#include "core/security_info/begin_registration.h"
#include "core/security_info/list_methods.h"

namespace tilbage::tenant {

[[nodiscard]] boost::json::object methods_json(const core::ListedMethods& methods);
// What was begun, with what is shown once. busy: the QR code could not be drawn.
[[nodiscard]] core::Answer<boost::json::object> begun_json(const core::BegunRegistration& begun);
// "address" or "number", and the member that the kind's proof needs.
[[nodiscard]] core::Answer<core::RegistrationRequest> read_registration(const boost::json::object& body);
[[nodiscard]] core::Answer<core::RegistrationProof> read_registration_proof(const boost::json::object& body);

}  // namespace tilbage::tenant
