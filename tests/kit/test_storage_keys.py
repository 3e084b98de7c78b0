"""Any text, however strange, is either refused or a file at exactly the place its key says."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from apphost.kit.storage import BadKey, open_storage

PARTS = st.one_of(
    st.sampled_from(["..", ".", "", " ", "a", "a.b", "~", "C:", "%2e%2e", ".incoming", "..\\", "\x00", "a\n", "é"]),
    st.text(max_size=6),
    st.text("abcXYZ019._-", min_size=1, max_size=140),
)


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=200, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=10).map("/".join))
async def test_a_text_is_refused_or_kept_where_it_says_and_removed_from_there(key: str) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        storage = open_storage((folder / "root").as_uri())
        try:
            await storage.put_many({key: b"content"})
        except BadKey:
            assert files_below(folder) == set()
        else:
            assert files_below(folder) == {f"root/{key}"}
            assert [chunk async for chunk in storage.read(key, 0, 7)] == [b"content"]
            await storage.delete_many([key])
            assert files_below(folder) == set()
