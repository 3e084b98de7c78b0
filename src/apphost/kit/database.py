"""PostgreSQL: a lean pool, transactions with after-commit hooks, and nothing else. asyncpg lives only here.

Reads borrow a connection for one query and give it back. The pool is last-in-first-out, so that few
connections stay warm with their prepared statements, and sends no reset query at release (half the cost
of a point read); hence session state is never used: only `SET LOCAL` and transaction-level locks.

A `json` value goes in as data and comes out as text, because most of them are only passed on. For the same reason
it is not `jsonb`, which the server would have to write out as text anew at every read.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol, TypeVar

import asyncpg
import structlog
from asyncpg.prepared_stmt import PreparedStatement
from pydantic_core import to_json

from apphost.kit.problems import Unavailable

log = structlog.get_logger(__name__)

T = TypeVar("T")
Row = Mapping[str, Any]
AfterCommit = Callable[[], Awaitable[None]]

CONNECTION_LOST = (
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    OSError,
)
"""What asyncpg raises when the server goes away, at once or at the next use."""

_FOLLOW_UP_SECONDS = 2.0
_STATEMENTS_KEPT = 256
_WORTH_A_NEW_CONNECTION = (*CONNECTION_LOST, asyncpg.InvalidCachedStatementError, asyncpg.OutdatedSchemaCacheError)

UniqueViolation = asyncpg.UniqueViolationError
ForeignKeyViolation = asyncpg.ForeignKeyViolationError


class Queries(Protocol):
    """What a repository needs: the pool for reads, or the transaction it takes part in."""

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]: ...
    async def fetchrow(self, sql: str, *args: object) -> Row | None: ...
    async def fetchval(self, sql: str, *args: object) -> Any: ...
    async def execute(self, sql: str, *args: object) -> int: ...


class DatabaseAway(Unavailable):
    """The database does not answer. Nothing was half-written; the same request may be sent again."""

    slug = "database-away"
    title = "The database is away for the moment"

    def __init__(self) -> None:
        super().__init__(
            "The database does not answer. Nothing was lost; please try again in a few seconds.",
            retry_after_seconds=3,
        )


class Transaction:
    """One transaction. What must follow its commit is registered with `after_commit`."""

    def __init__(self, connection: "asyncpg.Connection[Any]") -> None:
        self._connection = connection
        self._after_commit: list[AfterCommit] = []

    def after_commit(self, action: AfterCommit) -> None:
        """Run `action` once the commit is done; not at all when it is rolled back."""
        self._after_commit.append(action)

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        return await self._connection.fetch(sql, *args)

    async def fetchrow(self, sql: str, *args: object) -> Row | None:
        return await self._connection.fetchrow(sql, *args)

    async def fetchval(self, sql: str, *args: object) -> Any:
        return await self._connection.fetchval(sql, *args)

    async def execute(self, sql: str, *args: object) -> int:
        return _rows_of(await self._connection.execute(sql, *args))

    async def run_after_commit(self) -> None:
        for action in self._after_commit:
            try:
                await action()
            except Exception:
                log.exception("what follows a commit failed")


class Database:
    """The pool of one process: at most `size` connections, made when needed."""

    def __init__(self, url: str, size: int) -> None:
        self._url = url
        self._idle: list[_Link] = []
        self._places = asyncio.Semaphore(size)
        self._closed = False
        self._following_up: set[asyncio.Task[None]] = set()

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        return await self._read(PreparedStatement.fetch, sql, args)

    async def fetchrow(self, sql: str, *args: object) -> Row | None:
        return await self._read(PreparedStatement.fetchrow, sql, args)

    async def fetchval(self, sql: str, *args: object) -> Any:
        return await self._read(PreparedStatement.fetchval, sql, args)

    async def execute(self, sql: str, *args: object) -> int:
        """Run one statement on its own; the number of rows it touched."""
        async with self._borrow() as connection:
            return _rows_of(await connection.execute(sql, *args))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commit at the end of the block, roll back on any error; then start what must follow the commit.

        Raises:
            DatabaseAway: the server went away before the commit was acknowledged.
        """
        async with self._borrow() as connection:
            transaction = Transaction(connection)
            async with connection.transaction():
                yield transaction
        self._follow_up(transaction)

    def _follow_up(self, transaction: Transaction) -> None:
        """Do what follows the commit in the background: no answer waits for it, and it may fail."""
        task = asyncio.create_task(transaction.run_after_commit())
        self._following_up.add(task)
        task.add_done_callback(self._following_up.discard)

    async def close(self) -> None:
        if self._following_up:
            await asyncio.wait(self._following_up, timeout=_FOLLOW_UP_SECONDS)
        self._closed = True
        while self._idle:
            await self._idle.pop().connection.close()

    async def _read(self, how: Callable[..., Awaitable[T]], sql: str, args: tuple[object, ...]) -> T:
        """Run one prepared read; once more on a new connection when the idle one turns out to be dead."""
        async with self._places:
            link = await self._take()
            try:
                result = await how(await link.prepared(sql), *args)
            except _WORTH_A_NEW_CONNECTION:
                link.connection.terminate()
                self._drop_idle()
            except BaseException:
                self._give_back(link)
                raise
            else:
                self._give_back(link)
                return result
        async with self._borrow() as connection:
            return await how(await connection.prepare(sql), *args)

    @asynccontextmanager
    async def _borrow(self) -> AsyncIterator["asyncpg.Connection[Any]"]:
        async with self._places:
            link = await self._take()
            try:
                yield link.connection
            except CONNECTION_LOST as error:
                if link.connection.is_closed() or not isinstance(error, OSError):
                    self._drop_idle()
                    raise DatabaseAway from error
                raise
            finally:
                self._give_back(link)

    async def _take(self) -> "_Link":
        while self._idle:
            link = self._idle.pop()
            if not link.connection.is_closed():
                return link
        try:
            return _Link(await _connect(self._url))
        except (*CONNECTION_LOST, TimeoutError, asyncpg.TooManyConnectionsError) as error:
            log.warning("database does not answer", error=repr(error))
            raise DatabaseAway from error

    def _give_back(self, link: "_Link") -> None:
        if link.connection.is_closed():
            return
        if self._closed or link.connection.is_in_transaction():
            link.connection.terminate()
        else:
            self._idle.append(link)

    def _drop_idle(self) -> None:
        """One dead connection means the server went: the others are dead or will be."""
        while self._idle:
            self._idle.pop().connection.terminate()


class _Link:
    """A connection with its own prepared statements. The texts come from the repositories, so they are few; lists that
    can be asked in many ways make more of them than are kept, and then the oldest is forgotten."""

    __slots__ = ("_statements", "connection")

    def __init__(self, connection: "asyncpg.Connection[Any]") -> None:
        self.connection = connection
        self._statements: dict[str, PreparedStatement[Any]] = {}

    async def prepared(self, sql: str) -> "PreparedStatement[Any]":
        statement = self._statements.get(sql)
        if statement is None:
            if len(self._statements) >= _STATEMENTS_KEPT:
                del self._statements[next(iter(self._statements))]
            statement = self._statements[sql] = await self.connection.prepare(sql)
        return statement


async def _connect(url: str) -> "asyncpg.Connection[Any]":
    connection: asyncpg.Connection[Any] = await asyncpg.connect(
        url,
        timeout=5,
        statement_cache_size=_STATEMENTS_KEPT,
        max_cached_statement_lifetime=0,
        server_settings={"jit": "off", "timezone": "UTC", "application_name": "avatar-creator"},
    )
    await connection.set_type_codec(
        "json",
        schema="pg_catalog",
        encoder=lambda value: to_json(value).decode(),
        decoder=str,
    )
    await connection.set_type_codec("uuid", schema="pg_catalog", encoder=str, decoder=str)
    return connection


def _rows_of(command_tag: str) -> int:
    """Row count of a command tag such as `UPDATE 1` or `INSERT 0 1`; 0 for tags without one."""
    last = command_tag.rpartition(" ")[2]
    return int(last) if last.isdigit() else 0
