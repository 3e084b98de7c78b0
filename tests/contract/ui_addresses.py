"""Which of the server's addresses the page's sources name.

The page calls through typed clients by the document's own templates, written out or put together of constants; so an
address that is called is an address that can be read in the sources.
"""

import re
from pathlib import Path

SOURCES = Path("frontend/src")

_CONSTANT = re.compile(r"\bconst (\w+)(?::[^=;]+)? = ([\"'`])(/[^\"'`]*|\$\{[^\"'`]*)\2")
_TEXT = re.compile(r"([\"'`])((?:/|\$\{\w+\})[^\"'`\s]*)\1")
_PART = re.compile(r"\$\{(\w+)\}")


def named_addresses() -> set[str]:
    """Every text of the sources that looks like an address, its constants put in."""
    found: set[str] = set()
    for source in SOURCES.rglob("*.ts*"):
        if ".test." not in source.name and ".gen." not in source.name:
            text = source.read_text()
            constants = {name: value for name, _, value in _CONSTANT.findall(text)}
            found |= {_put_together(value, constants) for _, value in _TEXT.findall(text)}
    return found


def _put_together(text: str, constants: dict[str, str]) -> str:
    for _ in range(4):  # constants are made of constants
        text = _PART.sub(lambda part: constants.get(part[1], part[0]), text)
    return text
