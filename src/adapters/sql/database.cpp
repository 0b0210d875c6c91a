#include "adapters/sql/database.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;

// Writers wait behind a checkpoint, which must therefore not wait long for somebody who reads.
constexpr std::chrono::milliseconds kPatienceForReaders{20};

tl::unexpected<base::Error> file_error(const std::filesystem::path& path) {
    const int error = errno;
    const auto code = error == ENOENT                     ? ErrorCode::not_found
                      : error == EACCES || error == EPERM ? ErrorCode::permission_denied
                                                          : ErrorCode::unavailable;
    return base::fail(code, "cannot open database " + path.string() + ": " + std::strerror(error));
}

// SQLite gives its -wal and -shm files the permissions of the database file.
base::Result<void> prepare_file(const DatabaseOptions& options) {
    const auto folder = options.path.parent_path();
    std::error_code ignored;
    if (options.create && !folder.empty() && !std::filesystem::exists(folder, ignored)) {
        std::filesystem::create_directories(folder.parent_path().empty() ? folder : folder.parent_path(), ignored);
        if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return file_error(folder);
    }
    const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (options.create ? O_CREAT : 0);
    const int file = ::open(options.path.c_str(), flags, 0600);
    if (file < 0) return file_error(options.path);
    struct stat status{};
    const bool narrow = ::fstat(file, &status) == 0 && ((status.st_mode & 0077) == 0 || ::fchmod(file, 0600) == 0);
    const int error = errno;
    ::close(file);
    errno = error;
    if (!narrow) return file_error(options.path);
    return {};
}

}  // namespace

base::Result<std::unique_ptr<Database>> Database::open(DatabaseOptions options) {
    if (auto prepared = prepare_file(options); !prepared) return base::fail(prepared.error());
    std::unique_ptr<Database> database(new Database(std::move(options)));
    auto writer = Connection::open(database->options_.path.string(),
                                   {.role = Connection::Role::writer,
                                    .sync_every_commit = database->options_.durability == Durability::power_loss,
                                    .cache_kib = database->options_.writer_cache_kib,
                                    .checkpoint_pages = database->options_.checkpoint_pages,
                                    .damaged = &database->damaged_});
    if (!writer) return base::fail(writer.error());
    database->writer_ = std::move(*writer);
    return database;
}

Database::~Database() = default;

base::Result<QueryResult> Database::write(std::string_view sql, const std::vector<Value>& parameters) {
    // One statement is done or not by itself; it needs no part of its own.
    return join([&](Connection& connection) { return connection.query(sql, parameters); });
}

base::Result<QueryResult> Database::read(std::string_view sql, const std::vector<Value>& parameters) {
    ReadScope scope(*this);
    if (auto begun = scope.begin(false); !begun) return base::fail(begun.error());
    return scope.connection().query(sql, parameters);
}

base::Result<void> Database::run(const std::function<base::Result<void>()>& work) {
    return write([&](Connection&) { return work(); });
}

base::Result<void> Database::empty_wal() {
    if (owned_by_this_thread())
        return base::fail(ErrorCode::invalid_argument, "database: the WAL cannot be emptied inside a transaction");
    std::lock_guard lock(writer_mutex_);
    writer_->wait_for_lock(kPatienceForReaders);
    auto done = writer_->query("PRAGMA wal_checkpoint(TRUNCATE)");
    writer_->wait_for_lock(Connection::kPatience);
    if (!done) return base::fail(done.error());
    return {};
}

Database::WriteScope::WriteScope(Database& database) : database_(database), nested_(database.owned_by_this_thread()) {
    if (nested_) return;
    database_.writer_mutex_.lock();
    database_.owner_ = std::this_thread::get_id();
}

base::Result<void> Database::still_open() const {
    if (!writer_->in_transaction())
        return base::fail(ErrorCode::unavailable, "database: the transaction was ended by an earlier error");
    return {};
}

base::Result<void> Database::WriteScope::begin() {
    if (nested_)
        if (auto open = database_.still_open(); !open) return open;
    auto begun = connection().query(nested_ ? "SAVEPOINT part_" + std::to_string(database_.depth_) : "BEGIN IMMEDIATE");
    if (!begun) return base::fail(begun.error());
    ++database_.depth_;
    open_ = true;
    return {};
}

base::Result<void> Database::WriteScope::commit() {
    auto committed = connection().query(nested_ ? "RELEASE part_" + std::to_string(database_.depth_ - 1) : "COMMIT");
    if (!committed) return base::fail(committed.error());
    --database_.depth_;
    open_ = false;
    return {};
}

Database::WriteScope::~WriteScope() {
    if (open_) {
        --database_.depth_;
        // What fails here was rolled back by SQLite already.
        if (connection().in_transaction()) {
            if (nested_) {
                const std::string name = "part_" + std::to_string(database_.depth_);
                if (connection().query("ROLLBACK TO " + name)) static_cast<void>(connection().query("RELEASE " + name));
            } else {
                static_cast<void>(connection().query("ROLLBACK"));
            }
        }
    }
    if (nested_) return;
    database_.owner_ = std::thread::id();
    database_.writer_mutex_.unlock();
}

base::Result<void> Database::ReadScope::begin(bool snapshot) {
    if (database_.owned_by_this_thread()) {
        connection_ = database_.writer_.get();
        return {};
    }
    auto reader = database_.take_reader();
    if (!reader) return base::fail(reader.error());
    lent_ = std::move(*reader);
    connection_ = lent_.get();
    if (!snapshot) return {};
    auto begun = connection_->query("BEGIN");
    if (!begun) return base::fail(begun.error());
    snapshot_ = true;
    return {};
}

Database::ReadScope::~ReadScope() {
    if (!lent_) return;
    if (snapshot_) static_cast<void>(connection_->query("ROLLBACK"));
    database_.give_back(std::move(lent_));
}

base::Result<std::unique_ptr<Connection>> Database::take_reader() {
    std::unique_lock lock(readers_mutex_);
    reader_free_.wait(lock, [&] { return !free_readers_.empty() || readers_open_ < options_.readers; });
    if (!free_readers_.empty()) {
        auto reader = std::move(free_readers_.back());
        free_readers_.pop_back();
        return reader;
    }
    ++readers_open_;
    lock.unlock();
    auto opened = Connection::open(options_.path.string(), {.role = Connection::Role::reader, .damaged = &damaged_});
    if (opened) return opened;
    lock.lock();
    --readers_open_;
    reader_free_.notify_one();
    return opened;
}

void Database::give_back(std::unique_ptr<Connection> reader) {
    {
        std::lock_guard lock(readers_mutex_);
        free_readers_.push_back(std::move(reader));
    }
    reader_free_.notify_one();
}

}  // namespace tilbage::adapters::sql
