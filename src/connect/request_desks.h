// The desks of an agent that serves several directories: each request goes to that of the directory that has the
// person. Each has workers of its own, so that a directory that hangs keeps none of the others from their work.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "connect/request_desk.h"
#include "core/ports/connector_space.h"

namespace tilbage::connect {

// Any thread, once every desk is there.
class RequestDesks {
public:
    // The directory that the person is joined in; empty: in none, or nobody knows. Must be quick.
    using FindDirectory = std::function<std::optional<core::DirectoryNumber>(const core::SourceAnchor&)>;
    explicit RequestDesks(FindDirectory find_directory) : find_directory_(std::move(find_directory)) {}

    void add(core::DirectoryNumber number, std::unique_ptr<RequestDesk> desk);

    // Who is joined nowhere is the first one's to answer: all know the same of them.
    void take(core::Request request);
    void refuse_malformed(const core::RequestId& id) { first().refuse_malformed(id); }
    // The journal is one.
    void acknowledged(const core::RequestId& id) { first().acknowledged(id); }
    void resend_unacknowledged() { first().resend_unacknowledged(); }
    void stop();

private:
    [[nodiscard]] RequestDesk& first() const { return *desks_.begin()->second; }

    const FindDirectory find_directory_;
    std::map<core::DirectoryNumber, std::unique_ptr<RequestDesk>> desks_;
};

}  // namespace tilbage::connect
