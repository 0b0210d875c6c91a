// One connection to an SQLite file. Not thread-safe: Database lends it to one thread at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/value.h"
#include "base/result.h"

namespace tilbage::adapters::sql {

// How a broken statement is told apart, for every database that may stand behind this layer:
//   conflict          a UNIQUE or PRIMARY KEY rule
//   not_found         a FOREIGN KEY rule: what the row refers to does not exist
//   invalid_argument  a CHECK, NOT NULL or type rule, or a trigger that refuses
//   unavailable       another process holds the lock, or the disk is full or fails
//   corrupt           the file is not a database or is damaged
// Messages hold the database's own words and never a parameter.
class Connection {
public:
    static constexpr std::chrono::milliseconds kPatience{5000};

    enum class Role { writer, reader };
    struct Settings {
        Role role = Role::reader;
        bool sync_every_commit = true;  // synchronous=FULL, else NORMAL
        std::size_t cache_kib = 1024;
        std::size_t checkpoint_pages = 1000;
        std::atomic<bool>* damaged = nullptr;  // set when SQLite finds the file damaged; outlives the connection
    };

    // The file must exist.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                                        const Settings& settings);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Runs one statement with `$1`…`$n` bound to `parameters`. Statements are prepared once and kept, so `sql` should
    // be a constant.
    base::Result<QueryResult> query(std::string_view sql, const std::vector<Value>& parameters = {});
    // Runs any number of statements without parameters or results, for migrations.
    base::Result<void> script(const std::string& sql);
    // How long statements from now on wait for another process's lock; kPatience at first.
    void wait_for_lock(std::chrono::milliseconds patience);
    // Whether a transaction is open: SQLite ends one by itself after some errors (disk full, I/O).
    [[nodiscard]] bool in_transaction() const;

private:
    struct Impl;
    explicit Connection(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::adapters::sql
