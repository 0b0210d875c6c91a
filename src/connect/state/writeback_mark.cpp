#include "connect/state/writeback_mark.h"

#include "connect/state/atomic_file.h"

namespace tilbage::connect {
namespace {

constexpr const char* kFile = "writeback";
constexpr std::string_view kOn = "on\n";
constexpr std::string_view kOff = "off\n";

}  // namespace

bool was_writeback_on(const std::filesystem::path& state_dir) {
    const auto text = read_file(state_dir / kFile);
    return text && *text == kOn;
}

base::Result<void> note_writeback(const std::filesystem::path& state_dir, bool on) {
    return write_file(state_dir / kFile, on ? kOn : kOff, Sync::no);
}

}  // namespace tilbage::connect
