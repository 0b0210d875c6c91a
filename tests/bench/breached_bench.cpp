// The list of breached passwords: how long it takes to build, how large it is, and what a question costs, against a
// binary search in a file of whole 64-bit prefixes.
//   breached_bench ENTRIES QUESTIONS FOLDER
// Prints one JSON object.
#include <boost/json/serialize.hpp>
#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <sys/resource.h>
#include <unistd.h>

#include "adapters/breached/filter_builder.h"
#include "adapters/breached/filter_file.h"
#include "fault.h"
#include "samples.h"

namespace {

using namespace tilbage;
using namespace tilbage::bench;
namespace json = boost::json;

constexpr std::size_t kBlock = 1'000;  // questions, ours and bare in turns

// As many hashes in order as if they had been drawn and sorted: their distances are exponentially distributed.
void write_hashes(std::uint64_t entries, const std::filesystem::path& text, const std::filesystem::path& prefixes) {
    std::mt19937_64 random(42);
    std::exponential_distribution<double> distance(1.0);
    const double mean = std::ldexp(1.0, 64) / static_cast<double>(entries + 1);
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> lines(std::fopen(text.c_str(), "w"), &std::fclose);
    std::ofstream bare(prefixes, std::ios::binary);
    if (!lines || !bare) throw BenchFault("cannot write to the folder");
    double hash = 0;
    for (std::uint64_t i = 0; i < entries; ++i) {
        hash += distance(random) * mean;
        if (hash >= std::ldexp(1.0, 64)) break;
        const auto number = static_cast<std::uint64_t>(hash);
        bare.write(reinterpret_cast<const char*>(&number), sizeof number);
        const auto rest = static_cast<unsigned long long>(random());
        (void)std::fprintf(lines.get(), "%016llX%016llX%08X:%d\r\n", static_cast<unsigned long long>(number), rest,
                           static_cast<unsigned>(rest >> 7U), static_cast<int>(rest % 50 + 1));
    }
}

class BareList {
public:
    explicit BareList(const std::filesystem::path& file)
        : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), size_(std::filesystem::file_size(file) / 8) {}
    ~BareList() { ::close(descriptor_); }
    BareList(const BareList&) = delete;
    BareList& operator=(const BareList&) = delete;
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] std::uint64_t at(std::uint64_t index) const {
        std::uint64_t number = 0;
        if (::pread(descriptor_, &number, sizeof number, static_cast<off_t>(index * 8)) != sizeof number)
            throw BenchFault("the bare file cannot be read");
        return number;
    }
    [[nodiscard]] bool contains(std::uint64_t hash) const {
        std::uint64_t low = 0;
        for (std::uint64_t high = size_; low < high;) {
            const auto middle = low + (high - low) / 2;
            const auto number = at(middle);
            if (number == hash) return true;
            (number < hash ? low : high) = number < hash ? middle + 1 : middle;
        }
        return false;
    }

private:
    const int descriptor_;
    const std::uint64_t size_;
};

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <class Ask>
void ask_block(const std::vector<std::uint64_t>& hashes, Samples& samples, const Ask& ask) {
    std::vector<double> times;
    const auto begin = Clock::now();
    for (const auto hash : hashes) {
        const auto start = Clock::now();
        ask(hash);
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    samples.add_block(times, std::chrono::duration<double>(Clock::now() - begin).count());
}

// To ten nanoseconds.
double fine(double milliseconds) { return std::round(milliseconds * 1e5) / 1e5; }

json::object to_json(const Samples& samples) {
    return {{"median_ms", fine(samples.percentile(0.5))},
            {"p99_ms", fine(samples.percentile(0.99))},
            {"per_s", rounded(samples.per_second())}};
}

json::object run(std::uint64_t entries, std::size_t questions, const std::filesystem::path& folder) {
    const auto text = folder / "hashes.txt";
    const auto prefixes = folder / "prefixes";
    const auto list = folder / "breached.list";
    write_hashes(entries, text, prefixes);
    const auto cpu = cpu_seconds();
    const auto start = Clock::now();
    const auto built = adapters::breached::build_filter(text, list);
    const auto wall = std::chrono::duration<double>(Clock::now() - start).count();
    if (!built) throw BenchFault(built.error().message);
    const double building = cpu_seconds() - cpu;

    const auto file = adapters::breached::FilterFile::open(list).value();
    const BareList bare(prefixes);
    std::mt19937_64 random(43);
    Samples ours;
    Samples theirs;
    std::size_t wrong = 0;
    std::size_t strangers = 0;
    for (std::size_t asked = 0; asked < questions; asked += kBlock) {
        std::vector<std::uint64_t> hashes;
        for (std::size_t i = 0; i < kBlock; ++i)
            hashes.push_back(i % 10 == 0 ? bare.at(random() % bare.size()) : random());
        std::vector<bool> known;
        ask_block(hashes, theirs, [&](std::uint64_t hash) { known.push_back(bare.contains(hash)); });
        std::size_t next = 0;
        ask_block(hashes, ours, [&](std::uint64_t hash) {
            const bool said = file->contains(hash).value();
            const bool is = known[next++];
            if (is && !said) throw BenchFault("a hash of the list was not found");
            if (!is) ++strangers;
            if (!is && said) ++wrong;
        });
    }
    json::object row{{"case", "question"},
                     {"in_flight", 1},
                     {"ours", to_json(ours)},
                     {"bare", to_json(theirs)},
                     {"median_ratio", rounded(ours.percentile(0.5) / theirs.percentile(0.5))},
                     {"throughput_ratio", rounded(ours.per_second() / theirs.per_second())},
                     {"notes", "bare: a binary search in a file of 8 bytes an entry"}};
    return {{"rows", json::array{std::move(row)}},
            {"entries", built->entries},
            {"text_bytes", std::filesystem::file_size(text)},
            {"list_bytes", built->bytes},
            {"bytes_per_entry", rounded(static_cast<double>(built->bytes) / static_cast<double>(built->entries))},
            {"build_s", rounded(wall)},
            {"build_cpu_s", rounded(building)},
            {"strangers", strangers},
            {"taken_for_listed", wrong},
            {"expected_taken", rounded(built->false_positive_rate * static_cast<double>(strangers))}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        (void)std::fprintf(stderr, "breached_bench ENTRIES QUESTIONS FOLDER\n");
        return 2;
    }
    try {
        std::puts(json::serialize(run(std::stoull(argv[1]), std::stoull(argv[2]), argv[3])).c_str());
        return 0;
    } catch (const std::exception& fault) {
        (void)std::fprintf(stderr, "breached_bench: %s\n", fault.what());
        return 1;
    }
}
