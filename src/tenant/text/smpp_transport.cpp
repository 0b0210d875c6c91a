#include "tenant/text/smpp_transport.h"

#include "adapters/curl/byte_stream.h"

namespace tilbage::tenant {
namespace {

class StreamTransport final : public adapters::smpp::Transport {
public:
    explicit StreamTransport(adapters::curl::ByteStream stream) : stream_(std::move(stream)) {}
    base::Result<void> send(std::span<const std::uint8_t> bytes, std::chrono::milliseconds timeout) override {
        return stream_.send(bytes, timeout);
    }
    base::Result<std::string> receive(std::chrono::milliseconds timeout) override { return stream_.receive(timeout); }

private:
    adapters::curl::ByteStream stream_;
};

}  // namespace

base::Result<std::unique_ptr<adapters::smpp::Transport>> connect_smpp(const std::string& host, std::uint16_t port,
                                                                      bool tls, const std::string& ca_file) {
    adapters::curl::ByteStreamOptions options;
    options.host = host;
    options.port = port;
    options.tls = tls;
    options.ca_file = ca_file;
    auto stream = adapters::curl::ByteStream::open(options);
    if (!stream) return base::fail(stream.error());
    return std::unique_ptr<adapters::smpp::Transport>(std::make_unique<StreamTransport>(std::move(*stream)));
}

}  // namespace tilbage::tenant
