"""What the disk does to storage: a truly full one, and troubles that are something else."""

import errno
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from apphost.kit.storage import open_storage


def test_a_disk_that_is_truly_full_keeps_what_it_had_and_nothing_of_the_put(tmp_path: Path) -> None:
    """On a disk of one megabyte, mounted in a namespace of its own."""
    root = tmp_path / "objects"
    program = f"""
        import asyncio, pathlib
        from apphost.kit.storage import StorageFull, open_storage
        root = pathlib.Path({str(root)!r})
        storage = open_storage(root.as_uri())
        asyncio.run(storage.put_many({{"a/fits.jpg": b"x" * 1000}}))
        try:
            asyncio.run(storage.put_many({{"b/one.jpg": b"x" * 1000, "b/two.jpg": b"x" * 4_000_000}}))
        except StorageFull as full:
            print(full)
        print(sorted(path.name for path in root.rglob("*") if path.is_file()))
    """
    root.mkdir()
    mount = f'mount -t tmpfs -o size=1m tmpfs "{root}" && exec "$0" -c "$1"'
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount]
    done = subprocess.run(
        [*alone, sys.executable, textwrap.dedent(program)], capture_output=True, text=True, timeout=60
    )
    if "Operation not permitted" in done.stderr or "permission denied" in done.stderr:
        pytest.skip("this machine gives no mount namespaces")
    assert done.stdout.splitlines() == [
        "The disk that keeps the pictures is full. Make room on it and try again.",
        "['fits.jpg']",
    ], done.stderr


async def test_other_troubles_of_the_disk_are_not_called_full(tmp_path: Path) -> None:
    storage = open_storage(tmp_path.as_uri())
    await storage.put_many({"a/one.jpg": b"x"})
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        with pytest.raises(OSError) as caught:
            await storage.put_many({"a/two.jpg": b"x"})
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert caught.value.errno == errno.EMFILE
