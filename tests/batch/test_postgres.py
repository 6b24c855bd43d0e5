"""The same rows in a real PostgreSQL server: upsert by content, resume, one job at a time."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.batch import run_batch
from extract.batch.schema import RUN_COLUMNS, TABLES
from extract.batch.sinks.postgres import PostgresSink, _arguments
from extract.errors import SettingsError
from tests.batch.factories import InlinePool, contents, job, written

PLACES = ("/usr/local/bin", *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)))
HOSTILE = b"18.20 '); DROP TABLE facts; -- \\N\t\\. \x00 \n\\."


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(PLACES))
    if found is None:
        pytest.skip(f"no PostgreSQL here: {name} is not installed")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a server of our own on loopback, with the data in memory's care: no fsync."""
    initdb, postgres = program("initdb"), program("postgres")
    folder = Path(tempfile.mkdtemp(prefix="juesuan-pg-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        who = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        shutil.chown(folder, "nobody", "nogroup")
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **who}
    data, port = folder / "data", free_port()
    made = [initdb, "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"]
    subprocess.run(made, check=True, **quiet)
    options = ["-F", "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
    process = subprocess.Popen([postgres, "-D", str(data), *options], **quiet)
    try:
        url = f"postgresql://tester@127.0.0.1:{port}/postgres"
        wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            return PostgresSink(url).close()
        except SettingsError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    good = {f"good{number}": b"18.20 %d" % number for number in range(4)}
    return written(tmp_path / "in", bad=b"broken", hostile=HOSTILE, twin=b"18.20 3", **good)


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.batch.runner.Pool", InlinePool)


@pytest.fixture
def empty(server: str) -> str:
    sink = PostgresSink(server)
    for table in TABLES:
        sink._run(f"DROP TABLE IF EXISTS {table}")
    sink.connection.commit()
    sink.close()
    return server


def asked(url: str, query: str) -> list[tuple[Any, ...]]:
    sink = PostgresSink(url)
    rows = [tuple(row) for row in sink._run(query)]
    sink.close()
    return rows


def tables(url: str) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for table, layout in TABLES.items():
        listed = ", ".join(f'"{name}"' for name in layout.names if name not in RUN_COLUMNS)
        if table != "runs":
            found[table] = sorted(asked(url, f"SELECT {listed} FROM {table}"), key=repr)
    return found


def test_postgres_holds_what_duckdb_holds(source: Path, empty: str, tmp_path: Path) -> None:
    run_batch(job(source, tmp_path / "out.duckdb"))
    summary = run_batch(job(source, empty))
    assert (summary.counts.done, summary.counts.failed, summary.counts.skipped) == (5, 1, 1)
    assert tables(empty) == contents(tmp_path / "out.duckdb")
    assert asked(empty, "SELECT DISTINCT value FROM facts") == [(Decimal("18.2000000000"),)]


def test_a_second_run_resumes_and_upserts(source: Path, empty: str) -> None:
    run_batch(job(source, empty))
    before = tables(empty)
    assert run_batch(job(source, empty)).counts.done == 0
    assert run_batch(job(source, empty, force=True)).counts.done == 5
    assert tables(empty) == before
    (source / "good0.txt").write_bytes(b"99.99 changed")
    assert run_batch(job(source, empty)).counts.done == 1
    assert asked(empty, "SELECT count(*) FROM documents") == [(6,)]
    assert asked(empty, "SELECT count(*) FROM runs WHERE status = 'finished'") == [(4,)]


def test_a_second_job_is_refused_until_the_first_is_gone(source: Path, empty: str) -> None:
    first = PostgresSink(empty)
    first.begin({"id": "first", "status": "running"})
    with pytest.raises(SettingsError, match="正被另一个"):
        run_batch(job(source, empty))
    first.close()
    assert run_batch(job(source, empty)).counts.done == 5


def test_a_server_that_is_not_there() -> None:
    url = f"postgresql://me:secret@127.0.0.1:{free_port()}/none"
    with pytest.raises(SettingsError, match="连不上数据库") as caught:
        PostgresSink(url)
    assert "secret" not in str(caught.value)


def test_a_url_says_all() -> None:
    said = _arguments("postgresql://a%40b:p%2Fw@db.example:6543/%E5%86%B3%E7%AE%97?sslmode=verify-full")
    assert (said["user"], said["password"], said["host"], said["port"], said["database"]) == (
        "a@b", "p/w", "db.example", 6543, "决算",
    )
    assert said["ssl_context"].check_hostname


def test_a_server_that_goes_away_is_one_sentence_and_the_next_run_goes_on(
    source: Path, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = PostgresSink.write

    def cut(sink: PostgresSink, *rows: Any) -> None:
        (number,) = sink._run("SELECT pg_backend_pid()")[0]
        other = PostgresSink(empty)
        other._run("SELECT pg_terminate_backend(%s)", number)
        other.close()
        real(sink, *rows)

    with monkeypatch.context() as patched:
        patched.setattr(PostgresSink, "write", cut)
        with pytest.raises(SettingsError, match=r"写不进去了"):
            run_batch(job(source, empty))
    assert run_batch(job(source, empty)).counts.done == 5


@pytest.mark.parametrize("url", ["postgresql://u:secret@h:abc/db", "postgresql://u:secret@[h/db"])
def test_an_address_that_is_none_is_told_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match="连不上数据库") as told:
        PostgresSink(url)
    assert "secret" not in str(told.value)
