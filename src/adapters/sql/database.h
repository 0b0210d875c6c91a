// An SQLite file with one writer and several readers (WAL). Any thread.
//
// Writers queue at a lock of ours, so that within a process nobody ever meets SQLITE_BUSY; with other processes (a
// command line beside the server) SQLite's own lock decides, waited for up to 5 s. Every write transaction is BEGIN
// IMMEDIATE: what it read is still true when it writes. Readers see the last committed state and never wait for a
// writer.
//
// A transaction that has returned survives a kill of the process in either durability: it is in the WAL file, which
// belongs to the kernel.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

#include "adapters/sql/connection.h"
#include "base/result.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::adapters::sql {

enum class Durability {
    power_loss,    // fsync at every commit: nothing committed is lost when the machine stops
    process_kill,  // fsync at checkpoints: the last seconds may be lost when the machine stops, the file stays sound
};

struct DatabaseOptions {
    std::filesystem::path path;
    Durability durability = Durability::power_loss;
    std::size_t readers = 4;              // opened when first needed
    std::size_t writer_cache_kib = 1024;  // pages that the writer keeps in memory
    std::size_t checkpoint_pages = 1000;  // of 4 KiB, that the WAL grows to before they are moved into the file
    bool create = true;                   // false: not_found when the file is not there
};

class Database final : public core::UnitOfWork {
public:
    // Creates the folder (0700) and the file (0600) where they are missing, and takes a file's wider permissions away.
    [[nodiscard]] static base::Result<std::unique_ptr<Database>> open(DatabaseOptions options);
    ~Database() override;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // `work(Connection&)` returns a base::Result; it is committed when that holds a value, rolled back when it holds an
    // error or when `work` throws. On a thread that is in a transaction already this is a part of that one: when it
    // fails only the part is rolled back, and the outer one goes on or not as it chooses.
    template <class Work>
    std::invoke_result_t<Work&, Connection&> write(Work&& work);

    // As write(), but on a thread that is in a transaction already without a part of its own: when `work` fails, what
    // it did before stays until the outer one ends, which should end with an error then. For stores that are called
    // thousands of times in one transaction; a part copies each page that it touches.
    template <class Work>
    std::invoke_result_t<Work&, Connection&> join(Work&& work);

    // `work(Connection&)` sees one unchanging state; inside a write transaction of this thread, that one's. It must not
    // call this database again.
    template <class Work>
    std::invoke_result_t<Work&, Connection&> read(Work&& work);

    // One statement as its own transaction.
    base::Result<QueryResult> write(std::string_view sql, const std::vector<Value>& parameters);
    base::Result<QueryResult> read(std::string_view sql, const std::vector<Value>& parameters = {});

    base::Result<void> run(const std::function<base::Result<void>()>& work) override;

    // Moves the WAL into the file and empties it, so that what was deleted is gone from there too. Does what it can
    // while readers are busy; call it again later.
    base::Result<void> empty_wal();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return options_.path; }
    // SQLite has found, in any call so far, that the file is damaged. It stays so.
    [[nodiscard]] bool is_damaged() const noexcept { return damaged_; }

private:
    // Holds the writer's lock, or is a savepoint in the transaction that this thread has open. Rolls back unless
    // committed.
    class WriteScope {
    public:
        explicit WriteScope(Database& database);
        ~WriteScope();
        WriteScope(const WriteScope&) = delete;
        WriteScope& operator=(const WriteScope&) = delete;
        base::Result<void> begin();
        base::Result<void> commit();
        [[nodiscard]] Connection& connection() const { return *database_.writer_; }

    private:
        Database& database_;
        bool nested_;
        bool open_ = false;
    };

    class ReadScope {
    public:
        explicit ReadScope(Database& database) : database_(database) {}
        ~ReadScope();
        ReadScope(const ReadScope&) = delete;
        ReadScope& operator=(const ReadScope&) = delete;
        base::Result<void> begin(bool snapshot);
        [[nodiscard]] Connection& connection() const { return *connection_; }

    private:
        Database& database_;
        Connection* connection_ = nullptr;
        std::unique_ptr<Connection> lent_;
        bool snapshot_ = false;
    };

    explicit Database(DatabaseOptions options) : options_(std::move(options)) {}
    [[nodiscard]] bool owned_by_this_thread() const { return owner_.load() == std::this_thread::get_id(); }
    // Of this thread's transaction: SQLite ends one by itself after some errors.
    [[nodiscard]] base::Result<void> still_open() const;
    base::Result<std::unique_ptr<Connection>> take_reader();
    void give_back(std::unique_ptr<Connection> reader);

    DatabaseOptions options_;
    std::atomic<bool> damaged_ = false;

    std::mutex writer_mutex_;  // guards writer_ and depth_
    std::unique_ptr<Connection> writer_;
    int depth_ = 0;
    std::atomic<std::thread::id> owner_{};  // who holds writer_mutex_; only that thread compares equal

    std::mutex readers_mutex_;  // guards the two below
    std::condition_variable reader_free_;
    std::vector<std::unique_ptr<Connection>> free_readers_;
    std::size_t readers_open_ = 0;
};

template <class Work>
std::invoke_result_t<Work&, Connection&> Database::write(Work&& work) {
    WriteScope scope(*this);
    if (auto begun = scope.begin(); !begun) return base::fail(begun.error());
    auto result = work(scope.connection());
    if (!result) return result;
    if (auto committed = scope.commit(); !committed) return base::fail(committed.error());
    return result;
}

template <class Work>
std::invoke_result_t<Work&, Connection&> Database::join(Work&& work) {
    if (!owned_by_this_thread()) return write(std::forward<Work>(work));
    if (auto open = still_open(); !open) return base::fail(open.error());
    return work(*writer_);
}

template <class Work>
std::invoke_result_t<Work&, Connection&> Database::read(Work&& work) {
    ReadScope scope(*this);
    if (auto begun = scope.begin(true); !begun) return base::fail(begun.error());
    return work(scope.connection());
}

}  // namespace tilbage::adapters::sql
