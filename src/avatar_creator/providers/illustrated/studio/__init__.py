"""Drawing style `studio`: our own head-and-shoulders portraits, in the manner of ToonHead.

Owns which parts make up a look and in which order they are laid; the parts are the SVG files in
`parts/`, their colours come from `palette.py`.
"""

from avatar_creator.providers.illustrated.look import Look
from avatar_creator.providers.illustrated.studio import choice
from avatar_creator.providers.illustrated.studio.choice import HIDDEN_BY_HEADWEAR, HONOURED, suits
from avatar_creator.providers.illustrated.studio.palette import palette
from avatar_creator.providers.illustrated.studio.parts import parts

__all__ = ["CREDIT", "HIDDEN_BY_HEADWEAR", "HONOURED", "paint", "suits", "warm"]

CREDIT = 'Remix of "ToonHead" by Johan Melin, CC BY 4.0'

_HEAD = ("ear", "earring", "head", "age", "blush", "mark", "nose", "beard")
_FACE = ("eyes", "lid", "lashes", "brows")
_OVER = ("moustache", "glasses")


def warm() -> None:
    """Read the parts; some 20 ms the first time."""
    parts()


def paint(look: Look) -> tuple[str, dict[str, object]]:
    """The SVG and the variant drawn in each layer."""
    chosen = choice.parts_of(look)
    colors = palette(look)

    def laid(*layers: str) -> str:
        found = ((parts()[layer], variant) for layer in layers for variant in chosen.get(layer, ()))
        return "".join(variants[variant].painted(colors) for variants, variant in found)

    body, head = choice.BUILDS[look.body_type]
    hat = look.headwear in choice.HATS
    mouth = _about(384, 498, choice.mouth_scale(look), laid("mouth"))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 768 768" fill="none">'
        f"<metadata>{CREDIT}</metadata><defs>{laid('defs')}{_BELOW_HAT}</defs>"
        f"{laid('wall')}"
        f"{_wide(head, laid('cover-back') + _below(hat, laid('hair-back')))}"
        f"{_wide(body, laid('body', 'outfit', 'neck'))}"
        f"{_wide(head, laid('hair-over', *_HEAD) + mouth + laid(*_FACE, *_OVER))}"
        f"{_wide(head, _below(hat, laid('hair-front')) + laid('worn', 'cover-front'))}"
        "</svg>"
    )
    return svg, {layer: list(variants) for layer, variants in chosen.items() if layer != "defs"}


_BELOW_HAT = '<clipPath id="below-hat"><path d="M0 250H768V768H0Z"/></clipPath>'


def _below(hat: bool, svg: str) -> str:
    """Hair under a hat shows only below its edge."""
    return f'<g clip-path="url(#below-hat)">{svg}</g>' if hat and svg else svg


def _wide(scale: float, svg: str) -> str:
    """Stretched sideways about the middle of the picture."""
    return svg if scale == 1 else f'<g transform="matrix({scale} 0 0 1 {384 * (1 - scale):.2f} 0)">{svg}</g>'


def _about(x: int, y: int, scale: float, svg: str) -> str:
    """Stretched upright about a point."""
    return f'<g transform="matrix(1 0 0 {scale} 0 {y * (1 - scale):.2f})">{svg}</g>'
