#include "adapters/qrcode/svg.h"

#include <fmt/format.h>
#include <memory>
#include <qrencode.h>

namespace tilbage::adapters::qrcode {
namespace {

constexpr int kQuietZone = 4;  // ISO/IEC 18004 §5.3.8

struct Freer {
    void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

// One rectangle a run of dark modules: a third of the size of one each.
std::string path_of(const QRcode& code) {
    std::string path;
    const auto dark = [&](int x, int y) { return (code.data[y * code.width + x] & 1) != 0; };
    for (int y = 0; y < code.width; ++y) {
        for (int x = 0; x < code.width; ++x) {
            if (!dark(x, y)) continue;
            const int begin = x;
            while (x < code.width && dark(x, y)) ++x;
            path += fmt::format("M{} {}h{}v1h-{}z", begin + kQuietZone, y + kQuietZone, x - begin, x - begin);
        }
    }
    return path;
}

}  // namespace

base::Result<std::string> to_svg(const std::string& text) {
    const std::unique_ptr<QRcode, Freer> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));  // 0: as small as it can be
    if (!code) return base::fail(base::ErrorCode::invalid_argument, "the text does not fit into a QR code");
    const int side = code->width + 2 * kQuietZone;
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\">"
        "<rect width=\"{0}\" height=\"{0}\" fill=\"#fff\"/><path d=\"{1}\" fill=\"#000\"/></svg>",
        side, path_of(*code));
}

}  // namespace tilbage::adapters::qrcode
