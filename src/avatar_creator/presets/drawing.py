"""`python -m avatar_creator.presets.drawing`: draw the catalogue's pictures anew.

They are drawn by the built-in provider, committed and shipped, so that an installation draws nothing at its start.
`pictures.toml` notes which drawing each was made of: what is still the same is left as it is.
"""

import hashlib
import tomllib

from avatar_creator.presets.catalogue import PICTURES, PREVIEWS, CataloguePreset, catalogue, picture_of

SIDE_PX = 320
_DETAIL = 4
"""Drawn larger by this, then made smaller: soft edges at a small size."""


def drawn(preset: CataloguePreset) -> str:
    """The SVG of a preset's picture."""
    from avatar_creator.providers.illustrated import draw

    return draw(preset.attributes, preset.seed).svg


def digest_of(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()[:32]


def main() -> None:
    noted = tomllib.loads(PICTURES.read_text(encoding="utf-8"))
    tables = []
    for preset in catalogue():
        svg = drawn(preset)
        digest, picture = digest_of(svg), noted.get(preset.slug, {})
        if picture.get("drawing") == digest and picture_of(preset.slug).is_file():
            thumbhash = picture["thumbhash"]
        else:
            thumbhash = _write(preset, svg)
            print(f"drawn: {preset.slug}")
        tables.append(f'[{preset.slug}]\ndrawing = "{digest}"\nthumbhash = "{thumbhash}"\n')
    PICTURES.write_text("\n".join(["# Written by `python -m avatar_creator.presets.drawing`.", *tables]), "utf-8")
    for path in PREVIEWS.glob("*.webp"):
        if path.stem not in {preset.slug for preset in catalogue()}:
            path.unlink()


def _write(preset: CataloguePreset, svg: str) -> str:
    """Encode the picture; its thumbhash."""
    import pyvips

    from apphost.kit.images.thumbhash import THUMBHASH_SIDE_PX, thumbhash

    large = pyvips.Image.thumbnail_buffer(svg.encode(), SIDE_PX * _DETAIL, height=SIDE_PX * _DETAIL, size="force")
    picture = large.flatten(background=[255, 255, 255]).thumbnail_image(SIDE_PX)
    picture.webpsave(str(picture_of(preset.slug)), Q=82, effort=6, smart_subsample=True, keep="none")
    tiny = picture.thumbnail_image(THUMBHASH_SIDE_PX).bandjoin(255)
    return thumbhash(tiny.width, tiny.height, bytes(tiny.write_to_memory()))


if __name__ == "__main__":
    main()
