"""The processes that work on pictures: limited, without secrets, replaced when lost."""

import asyncio
from collections.abc import AsyncIterator

import psutil
import pytest

from apphost.kit.images import ImageWorkers, PictureRefused, ProcessLost
from apphost.kit.settings import Settings
from sample_pictures import SVG, jpeg, opened, photograph

PORTRAIT = jpeg(photograph(200, 200))
SLOW = jpeg(photograph(6000, 6000))


class PictureProcesses:
    """Those that were started since the test began."""

    def __init__(self) -> None:
        self._before = set(psutil.Process().children())

    def running(self) -> list[psutil.Process]:
        return [child for child in psutil.Process().children() if child not in self._before and _is_ours(child)]

    async def first(self) -> psutil.Process:
        for _ in range(1000):
            if found := self.running():
                return found[0]
            await asyncio.sleep(0.01)
        raise AssertionError("no picture process was started")


def _is_ours(process: psutil.Process) -> bool:
    try:
        return "apphost.kit.images.child" in process.cmdline()
    except psutil.NoSuchProcess:  # ended meanwhile
        return False


@pytest.fixture
def processes() -> PictureProcesses:
    return PictureProcesses()


@pytest.fixture
async def images(processes: PictureProcesses) -> AsyncIterator[ImageWorkers]:
    workers = ImageWorkers(Settings())
    yield workers
    await workers.close()
    assert processes.running() == []


async def test_no_process_runs_before_there_is_a_picture_and_one_serves_many(
    images: ImageWorkers, processes: PictureProcesses
) -> None:
    assert processes.running() == []
    await asyncio.gather(*(images.renditions(PORTRAIT) for _ in range(5)))
    assert len(processes.running()) == 1


async def test_a_process_that_died_while_idle_is_replaced_unnoticed(
    images: ImageWorkers, processes: PictureProcesses
) -> None:
    await images.renditions(PORTRAIT)
    (await processes.first()).kill()
    await asyncio.sleep(0.2)
    assert (await images.renditions(PORTRAIT)).extension == "jpg"


async def test_a_process_that_dies_at_work_costs_one_picture_and_the_next_is_served(
    images: ImageWorkers, processes: PictureProcesses
) -> None:
    asked = asyncio.create_task(images.renditions(SLOW))
    (await processes.first()).kill()
    with pytest.raises(PictureRefused) as caught:
        await asked
    assert caught.value.slug == "picture-broke-off"
    assert (await images.renditions(PORTRAIT)).extension == "jpg"


async def test_a_picture_that_takes_too_long_is_refused_and_its_process_ended(processes: PictureProcesses) -> None:
    hasty = ImageWorkers(Settings(image_task_seconds=0.01))
    with pytest.raises(PictureRefused) as caught:
        await hasty.renditions(SLOW)
    assert caught.value.slug == "picture-too-slow"
    assert processes.running() == []
    await hasty.close()


async def test_who_gives_up_waiting_ends_the_work(images: ImageWorkers, processes: PictureProcesses) -> None:
    asked = asyncio.create_task(images.renditions(SLOW))
    await processes.first()
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert processes.running() == []


async def test_a_picture_at_work_while_the_house_closes_is_finished_and_leaves_no_process(
    processes: PictureProcesses,
) -> None:
    workers = ImageWorkers(Settings())
    asked = asyncio.create_task(workers.renditions(PORTRAIT))
    await processes.first()
    await workers.close()
    assert (await asked).extension == "jpg"
    assert processes.running() == []


async def test_a_process_has_little_memory_and_no_secrets(
    images: ImageWorkers, processes: PictureProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "x" * 32)
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:word@127.0.0.1/x")
    await images.renditions(PORTRAIT)
    process = await processes.first()
    assert process.rlimit(psutil.RLIMIT_AS)[0] <= 2**30
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(process.environ())


async def test_only_drawings_are_drawn(images: ImageWorkers, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ProcessLost):
        await images.rasterise(PORTRAIT.decode("latin-1"), 100, 100)
    capfd.readouterr()  # the process said why on its way out
    assert opened(await images.rasterise(SVG, 100, 100)).width == 100
