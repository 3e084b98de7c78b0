"""`avatar-creator generate`: a described person as picture files, without any server.

Owns the terminal's side: arguments, file names, what is told. Understanding, drawing and encoding are
imported when the command runs, so that the other commands start fast.
"""

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from avatar_creator.prompt.understanding import Understanding
    from avatar_creator.providers.illustrated import Drawing

_ENCODINGS = {".jpg": ".jpg[Q=92]", ".jpeg": ".jpg[Q=92]", ".png": ".png", ".webp": ".webp[Q=92]"}
_LARGEST_SEED = 2**31 - 1


def generate(
    description: Annotated[str, typer.Argument(help="The person in words.", show_default=False)],
    out: Annotated[
        Path, typer.Option(help="File to write: .jpg, .png or .webp. A file of that name is replaced.")
    ] = Path("portrait.jpg"),
    count: Annotated[int, typer.Option(min=1, max=100, help="Pictures; several get numbered names.")] = 1,
    seed: Annotated[
        int | None,
        typer.Option(min=0, max=_LARGEST_SEED, help="The same seed draws the same person.", show_default="random"),
    ] = None,
    model: Annotated[str, typer.Option(help="Drawing style: studio, avataaars or micah.")] = "studio",
    size: Annotated[int, typer.Option(min=16, max=4096, help="Width and height in pixels.")] = 1024,
    as_json: Annotated[bool, typer.Option("--json", help="Tell files, seeds and values as JSON.")] = False,
) -> None:
    """Draw a described person with the built-in style, without any server."""
    from avatar_creator.prompt.understanding import understand
    from avatar_creator.providers.illustrated import draw

    _check(description, out, model)
    understood = understand(description)
    first = secrets.randbelow(_LARGEST_SEED) if seed is None else seed
    pictures: list[dict[str, object]] = []
    for number, path in enumerate(_names(out, count)):
        one = (first + number) % (_LARGEST_SEED + 1)
        drawing = draw(understood.attributes, one, model)
        _write(path, _encoded(drawing.svg, size, _ENCODINGS[path.suffix.lower()]))
        pictures.append({"file": str(path), "seed": one})
    typer.echo(_as_json(pictures, model, understood, drawing) if as_json else _as_text(pictures, understood, drawing))


def _check(description: str, out: Path, model: str) -> None:
    from avatar_creator.providers.illustrated.drawing import STYLES

    if not description.strip():
        raise typer.BadParameter('say who it is, for example "a smiling woman with curly red hair"')
    if out.suffix.lower() not in _ENCODINGS:
        raise typer.BadParameter(f"{out} must end with .jpg, .png or .webp", param_hint="--out")
    if model not in STYLES:
        raise typer.BadParameter(f"there is no style {model!r}; use one of {', '.join(STYLES)}", param_hint="--model")


def _names(out: Path, count: int) -> list[Path]:
    """`portrait.jpg`, or `portrait-1.jpg`, `portrait-2.jpg` … where there are several."""
    if count == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(1, count + 1)]


def _encoded(svg: str, size_px: int, encoding: str) -> bytes:
    import pyvips

    picture = pyvips.Image.thumbnail_buffer(svg.encode(), size_px, height=size_px, size="force")
    content: bytes = picture.flatten(background=[255, 255, 255]).write_to_buffer(encoding)
    return content


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        typer.echo(f"Cannot write {path}: {problem.strerror}.", err=True)
        raise typer.Exit(1) from None


def _as_json(pictures: list[dict[str, object]], model: str, understood: "Understanding", drawing: "Drawing") -> str:
    told = {
        "pictures": pictures,
        "model": model,
        "understood": understood.attributes.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True),
        "ignored": [*understood.ignored, *drawing.ignored],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(pictures: list[dict[str, object]], understood: "Understanding", drawing: "Drawing") -> str:
    values = understood.attributes.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    lines = [f"{picture['file']}  (seed {picture['seed']})" for picture in pictures]
    if values:
        lines.append("Understood: " + ", ".join(f"{name} {_plain(value)}" for name, value in values.items()))
    if ignored := [*understood.ignored, *drawing.ignored]:
        lines.append("No effect: " + ", ".join(ignored))
    return "\n".join(lines)


def _plain(value: object) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)
