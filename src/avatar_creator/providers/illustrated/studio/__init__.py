"""Drawing style `studio`: our own head-and-shoulders portraits, in the manner of ToonHead.

Owns which parts make up a look and in which order they are laid; the parts are the SVG files in
`parts/`, their colours come from `palette.py`.
"""

from avatar_creator.providers.illustrated.look import Look
from avatar_creator.providers.illustrated.studio import choice
from avatar_creator.providers.illustrated.studio.choice import HIDES, HONOURED, suits
from avatar_creator.providers.illustrated.studio.palette import palette
from avatar_creator.providers.illustrated.studio.parts import parts

__all__ = ["CREDIT", "HIDES", "HONOURED", "paint", "suits"]

CREDIT = 'Remix of "ToonHead" by Johan Melin, CC BY 4.0'

_HEAD = ("ear", "head", "age", "blush", "mark", "nose", "beard")
_FACE = ("eyes", "lid", "lashes", "brows")
_OVER = ("moustache", "glasses")


def paint(look: Look) -> tuple[str, dict[str, object]]:
    """The SVG and the variant drawn in each layer."""
    chosen = choice.parts_of(look)
    colors = palette(look)

    def laid(*layers: str) -> str:
        found = ((parts()[layer], variant) for layer in layers for variant in chosen.get(layer, ()))
        return "".join(variants[variant].painted(colors) for variants, variant in found)

    body, head = choice.BUILDS[look.body_type]
    hat = look.headwear in choice.HATS
    mouth = _upright(498, choice.lips(look), laid("mouth"))
    eyes = _sized(374, choice.eyes(look), laid(*_FACE))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 768 768" fill="none">'
        f"<metadata>{CREDIT}</metadata><defs>{laid('defs')}{_BELOW_HAT}</defs>"
        f"{laid('wall')}"
        f"{_wide(head, laid('cover-back') + _below(hat, 'behind', laid('hair-back')))}"
        f"{_wide(body, laid('body', 'chin', 'outfit', 'neck'))}"
        f"{_wide(head, laid('hair-over', *_HEAD) + mouth + eyes + laid(*_OVER))}"
        f"{_wide(head, _below(hat, 'beside', laid('hair-front')) + laid('earring', 'worn', 'cover-front'))}"
        "</svg>"
    )
    return svg, {layer: list(variants) for layer, variants in chosen.items() if layer != "defs"}


_BELOW_HAT = (
    '<clipPath id="behind"><path d="M130 768V400C140 300 200 272 228 260H540C568 272 628 300 638 400V768Z"/>'
    '</clipPath><clipPath id="beside"><path d="M130 768V400C140 300 200 272 228 260H264L262 330V768Z"/>'
    '<path d="M638 768V400C628 300 568 272 540 260H504L506 330V768Z"/></clipPath>'
)


def _below(hat: bool, place: str, svg: str) -> str:
    """Hair under a hat shows only `behind` the head or `beside` the face, below the hat's edge."""
    return f'<g clip-path="url(#{place})">{svg}</g>' if hat and svg else svg


def _wide(scale: float, svg: str) -> str:
    """Stretched sideways about the middle of the picture."""
    return svg if scale == 1 else f'<g transform="matrix({scale} 0 0 1 {384 * (1 - scale):.2f} 0)">{svg}</g>'


def _upright(y: int, scale: float, svg: str) -> str:
    """Stretched upright about a height."""
    return f'<g transform="matrix(1 0 0 {scale} 0 {y * (1 - scale):.2f})">{svg}</g>'


def _sized(y: int, scale: float, svg: str) -> str:
    """Made larger or smaller about the middle of a height."""
    move = f"{384 * (1 - scale):.2f} {y * (1 - scale):.2f}"
    return f'<g transform="matrix({scale} 0 0 {scale} {move})">{svg}</g>'
