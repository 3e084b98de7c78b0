"""The provider: from a request to picture bytes, through a rasteriser that is handed in."""

import pytest
import pyvips

from avatar_creator.person import Attributes
from avatar_creator.providers.base import ImageProvider, ImageRequest, ProviderMisconfigured
from avatar_creator.providers.illustrated import IllustratedProvider


async def rasterise(svg: str, width_px: int, height_px: int) -> bytes:
    picture = pyvips.Image.thumbnail_buffer(svg.encode(), width_px, height=height_px, size="force")
    content: bytes = picture.write_to_buffer(".png")
    return content


def request(**changes: object) -> ImageRequest:
    fields: dict[str, object] = {
        "prompt": "",
        "negative_prompt": None,
        "attributes": Attributes(gender="female", hair_color="red", ethnicity="Klingon"),
        "seed": 7,
        "model": "studio",
        "idempotency_key": "k",
        "width_px": 256,
        "height_px": 256,
    }
    return ImageRequest(**{**fields, **changes})  # type: ignore[arg-type]


async def test_a_request_becomes_a_png_of_the_size_asked_for() -> None:
    provider: ImageProvider = IllustratedProvider(rasterise)
    told: list[int] = []

    async def progress(percent: int) -> None:
        told.append(percent)

    picture = await provider.generate(request(), progress)
    decoded = pyvips.Image.new_from_buffer(picture.content, "")
    assert (decoded.width, decoded.height, picture.content_type) == (256, 256, "image/png")
    assert (picture.seed, picture.model, picture.ignored) == (7, "studio", ("ethnicity: Klingon",))
    assert told == sorted(told)
    assert told[-1] == 100


def test_it_is_always_configured_and_names_its_three_styles() -> None:
    provider = IllustratedProvider(rasterise)
    assert provider.configured
    assert [model.id for model in provider.models] == ["studio", "avataaars", "micah"]
    assert all(model.licence for model in provider.models)


async def test_an_unknown_style_is_a_misconfiguration() -> None:
    with pytest.raises(ProviderMisconfigured, match="oil"):
        await IllustratedProvider(rasterise).generate(request(model="oil"), no_progress)


async def no_progress(_: int) -> None: ...
