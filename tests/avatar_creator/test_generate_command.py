"""`avatar-creator generate`: files, what is told, and clear words when it cannot."""

import json
from pathlib import Path

import pytest
import pyvips
import typer
from typer.testing import CliRunner

from avatar_creator.command import generate

app = typer.Typer()
app.command()(generate)
DESCRIPTION = "a smiling woman in her 50s with curly red hair and glasses, juggling"


def run(*arguments: str) -> tuple[int, str, str]:
    ran = CliRunner().invoke(app, list(arguments))
    return ran.exit_code, ran.stdout, ran.stderr


@pytest.mark.parametrize(("name", "loader"), [("a.jpg", "jpegload"), ("a.png", "pngload"), ("a.webp", "webpload")])
def test_the_file_is_what_its_name_says_and_as_large_as_asked(tmp_path: Path, name: str, loader: str) -> None:
    code, _, _ = run(DESCRIPTION, "--out", str(tmp_path / name), "--size", "200", "--seed", "1")
    picture = pyvips.Image.new_from_file(str(tmp_path / name))
    assert code == 0
    assert (picture.width, picture.height) == (200, 200)
    assert picture.get("vips-loader").startswith(loader)


def test_several_pictures_get_numbered_names_and_seeds(tmp_path: Path) -> None:
    out = tmp_path / "p.png"
    code, told, _ = run(DESCRIPTION, "--out", str(out), "--count", "3", "--seed", "5", "--size", "64", "--json")
    answer = json.loads(told)
    assert code == 0
    assert answer["pictures"] == [{"file": str(tmp_path / f"p-{n}.png"), "seed": 4 + n} for n in (1, 2, 3)]
    assert len({(tmp_path / f"p-{n}.png").read_bytes() for n in (1, 2, 3)}) == 3
    assert answer["understood"]["hairColor"] == "red"
    assert answer["ignored"] == ["juggling"]


def test_the_same_seed_writes_the_same_file(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        run(DESCRIPTION, "--out", str(tmp_path / name), "--seed", "9", "--size", "64")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_a_drawing_style_can_be_chosen_and_tells_what_it_cannot_draw(tmp_path: Path) -> None:
    code, told, _ = run("green eyes", "--out", str(tmp_path / "m.png"), "--model", "micah", "--size", "64")
    assert code == 0
    assert "eyeColor: green" in told


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["  ", "--out", "x.png"], "say who it is"),
        (["a man", "--out", "x.gif"], ".jpg, .png or .webp"),
        (["a man", "--out", "x.png", "--model", "oil"], "studio, avataaars, micah"),
        (["a man", "--out", "/nowhere/at/all/x.png", "--size", "32"], "Cannot write /nowhere/at/all/x.png"),
        (["a man", "--out", "/dev/null/x.png", "--size", "32"], "Cannot write /dev/null/x.png"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_clear_line(arguments: list[str], complaint: str) -> None:
    code, _, said = run(*arguments)
    assert code != 0
    assert complaint in " ".join(said.replace("│", " ").split())
    assert "Traceback" not in said
