"""The drawn parts of the studio style: SVG files whose top groups are called `layer/variant`.

Owns reading them. Every file opens in a browser or an editor as it is: colours are CSS variables, and
the `<style>` at its head gives them sample values.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

_COLOR = re.compile(r"var\(--([a-z-]+)\)")
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Part:
    """SVG text cut at its colours: text, colour name, text, colour name … text."""

    pieces: tuple[str, ...]

    def painted(self, palette: Mapping[str, str]) -> str:
        """The SVG with its colours filled in."""
        return "".join(palette[piece] if i % 2 else piece for i, piece in enumerate(self.pieces))


@cache
def parts() -> Mapping[str, Mapping[str, Part]]:
    """Layer → variant → part, from all files."""
    found: dict[str, dict[str, Part]] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".svg"):
            for name, part in _parts_in(file.read_text("utf-8")):
                layer, _, variant = name.partition("/")
                found.setdefault(layer, {})[variant] = part
    return found


def _parts_in(text: str) -> Iterator[tuple[str, Part]]:
    # The files are our own, shipped with the package: nothing untrusted is parsed here.
    for group in ElementTree.fromstring(text).iterfind(f"{{{_SVG}}}g"):  # noqa: S314
        inner = "".join(map(_markup, group))
        yield group.attrib["id"], Part(tuple(_COLOR.split(inner)))


def _markup(element: ElementTree.Element) -> str:
    """The element as text, without white space between elements and namespace prefixes."""
    for node in element.iter():
        node.tag, node.text, node.tail = node.tag.removeprefix(f"{{{_SVG}}}"), None, None
    return ElementTree.tostring(element, "unicode").replace(" />", "/>")
