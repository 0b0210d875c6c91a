#include "adapters/breached/filter_builder.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "adapters/breached/hash_lines.h"

namespace tilbage::adapters::breached {
namespace {

constexpr std::size_t kFlushAt = std::size_t{1} << 20;  // bytes
constexpr std::uint64_t kTellEvery = std::uint64_t{64} << 20;

struct Closer {
    void operator()(std::FILE* file) const noexcept { (void)std::fclose(file); }
};

tl::unexpected<base::Error> not_written(const std::filesystem::path& file) {
    return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", file.string(), std::strerror(errno)));
}

// The new file under a name of its own, until it is whole.
class Output {
public:
    explicit Output(const std::filesystem::path& out) : out_(out), name_(out.string() + ".new") {}
    ~Output() {
        if (file_) (void)::unlink(name_.c_str());
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    base::Result<void> open() {
        const int descriptor = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
        if (descriptor < 0) return not_written(name_);
        file_.reset(::fdopen(descriptor, "wb"));
        return write(std::vector<std::uint8_t>(kHeaderSize));
    }
    base::Result<void> write(std::span<const std::uint8_t> bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return not_written(name_);
        return {};
    }
    base::Result<void> finish(const HeaderBytes& header) {
        if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return not_written(name_);
        if (auto written = write(header); !written) return written;
        if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) return not_written(name_);
        if (::rename(name_.c_str(), out_.c_str()) != 0) return not_written(out_);
        file_.reset();
        return {};
    }

private:
    const std::filesystem::path out_;
    const std::filesystem::path name_;
    std::unique_ptr<std::FILE, Closer> file_;
};

// Numbers in order → the code and its index.
class Encoder {
public:
    Encoder(Output& output, std::uint64_t range) : output_(output), last_bucket_(range >> kBucketBits) {
        index_.reserve(last_bucket_ + 2);
        index_.push_back(0);
    }

    base::Result<void> add(std::uint64_t number) {
        const auto bucket = number >> kBucketBits;
        begin_buckets_until(bucket);
        const auto distance = number - last_;
        put_ones(distance >> kRiceBits);
        put((distance & ((1U << kRiceBits) - 1)) << 1, kRiceBits + 1);
        last_ = number;
        return bytes_.size() < kFlushAt ? base::Result<void>() : flush();
    }

    // Writes what is left, and the index; fills in the rest of the header.
    base::Result<void> finish(Header& header) {
        begin_buckets_until(last_bucket_);
        index_.push_back(bits_);
        while (bits_ % 64 != 0) put(0, 1);
        header.buckets = last_bucket_ + 1;
        header.code_bytes = bits_ / 8;
        for (const auto offset : index_) {
            for (int byte = 0; byte < 8; ++byte) bytes_.push_back(static_cast<std::uint8_t>(offset >> (8 * byte)));
            if (bytes_.size() >= kFlushAt) {
                if (auto written = flush(); !written) return written;
            }
        }
        if (auto written = flush(); !written) return written;
        header.digest = digest_.finish();
        return {};
    }

private:
    void begin_buckets_until(std::uint64_t bucket) {
        while (bucket_ < bucket) {
            index_.push_back(bits_);
            last_ = ++bucket_ << kBucketBits;
        }
    }
    void put_ones(std::uint64_t count) {
        for (; count >= 32; count -= 32) put(0xffffffff, 32);
        put((std::uint64_t{1} << count) - 1, static_cast<int>(count));
    }
    // At most 32 bits.
    void put(std::uint64_t value, int count) {
        word_ |= value << filled_;
        filled_ += count;
        bits_ += static_cast<std::uint64_t>(count);
        for (; filled_ >= 8; filled_ -= 8, word_ >>= 8) bytes_.push_back(static_cast<std::uint8_t>(word_));
    }
    base::Result<void> flush() {
        digest_.update(bytes_);
        auto written = output_.write(bytes_);
        bytes_.clear();
        return written;
    }

    Output& output_;
    const std::uint64_t last_bucket_;
    crypto::Sha256 digest_;
    std::vector<std::uint64_t> index_;
    std::vector<std::uint8_t> bytes_;
    std::uint64_t word_ = 0;
    int filled_ = 0;  // bits of word_, fewer than 8 between two calls
    std::uint64_t bits_ = 0;
    std::uint64_t bucket_ = 0;
    std::uint64_t last_ = 0;
};

base::Result<std::uint64_t> encode(HashLines& lines, std::uint64_t range, Encoder& encoder, const Progress& progress) {
    std::uint64_t entries = 0;
    std::optional<std::uint64_t> last;
    std::uint64_t told = 0;
    while (true) {
        const auto hash = lines.next();
        if (!hash) return base::fail(hash.error());
        if (!*hash) return entries;
        const auto number = scale(**hash, range);
        if (number != last) {
            if (auto added = encoder.add(number); !added) return base::fail(added.error());
            ++entries;
        }
        last = number;
        if (progress && lines.bytes_read() >= told + kTellEvery) {
            told = lines.bytes_read();
            progress(told, lines.file_size());
        }
    }
}

}  // namespace

base::Result<Built> build_filter(const std::filesystem::path& from, const std::filesystem::path& out,
                                 const Progress& progress) {
    auto lines = HashLines::open(from);
    if (!lines) return base::fail(lines.error());
    const auto expected = lines->estimate_lines();
    if (!expected) return base::fail(expected.error());
    Header header;
    header.range = *expected << kRangeBits;
    Output output(out);
    if (auto opened = output.open(); !opened) return base::fail(opened.error());
    Encoder encoder(output, header.range);
    const auto entries = encode(*lines, header.range, encoder, progress);
    if (!entries) return base::fail(entries.error());
    if (*entries == 0) return base::fail(base::ErrorCode::invalid_argument, from.string() + ": there is no hash in it");
    header.kind = lines->kind();
    header.entries = *entries;
    if (auto finished = encoder.finish(header); !finished) return base::fail(finished.error());
    if (auto finished = output.finish(write_header(header)); !finished) return base::fail(finished.error());
    return Built{header.kind, header.entries, header.file_size(), header.false_positive_rate()};
}

}  // namespace tilbage::adapters::breached
