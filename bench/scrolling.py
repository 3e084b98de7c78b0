"""A project of 10,000 people scrolled from end to end in Chromium: cards that exist at once, long tasks, frames.

The page is scrolled the way a wheel does it, a little each frame. Frames are held against those of an empty page of
the same height, scrolled the same way in the same run. Tasks are told by the browser when they last over 50 ms; what
an empty page already shows of them on this machine is subtracted. Run: python -m bench scrolling
"""

import asyncio
import os
import shutil
from statistics import quantiles
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from apphost.kit.database import Database
from apphost.kit.ids import new_id
from bench.figures import Figure
from bench.installation import PASSWORD, Installation, installation

AVATARS = 10_000
SECONDS = 12
CARDS_AT_MOST = 150
_FLAGS = ["--no-sandbox", "--disable-gpu"]
_EMAIL = "scrolling@example.org"


def run(_: object) -> list[Figure]:
    with installation(LIMIT_PER_USER="100000/minute", LIMIT_PER_IP="100000/minute") as up:
        return asyncio.run(_measure(up))


async def _measure(up: Installation) -> list[Figure]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=_FLAGS)
        page = await _signed_in(browser, up)
        project = await _fill(up, page)
        empty = await _scrolled(await _empty(browser))
        await page.goto(f"{up.url}/projects/{project}")
        await page.get_by_role("article").first.wait_for()
        await page.wait_for_timeout(1_000)
        down = await _scrolled(page)
        await _load_all(page)
        whole = await _scrolled(page)
        await browser.close()
    return [
        Figure("cards in the document at most, loading", down["cards"], "", CARDS_AT_MOST),
        Figure(f"cards in the document at most, all {AVATARS:,} there", whole["cards"], "", CARDS_AT_MOST),
        Figure("tasks over 50 ms, loading", _more_tasks(down, empty), "", 0),
        Figure(f"tasks over 50 ms, all {AVATARS:,} there", _more_tasks(whole, empty), "", 0),
        Figure("frame, 95 of 100, to that of an empty page, loading", _frame(down) / _frame(empty), "×", 1.3),
        Figure("frame, 95 of 100, to that of an empty page, all there", _frame(whole) / _frame(empty), "×", 1.3),
    ]


async def _signed_in(browser: Browser, up: Installation) -> Page:
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    account = {"email": _EMAIL, "password": PASSWORD}
    answer = await context.request.post(f"{up.url}/api/auth/register", data=account, headers={"origin": up.url})
    assert answer.ok, await answer.text()
    return await context.new_page()


async def _fill(up: Installation, page: Page) -> str:
    """A project of many who share the picture of the first, which is drawn."""
    base = f"{up.url}/api/apps/avatar-creator"
    headers = {"origin": up.url}
    project = await (await page.request.post(f"{base}/projects", data={"name": "Ten thousand"}, headers=headers)).json()
    asked = await page.request.post(
        f"{base}/projects/{project['id']}/avatars/generate",
        data={"prompt": "a smiling woman with red hair"},
        headers=headers,
    )
    generation = (await asked.json())["generationId"]
    told = await (await page.request.get(f"{base}/generations/{generation}?wait=30", timeout=40_000)).json()
    assert told["avatarId"], told
    db = Database(up.environment["DATABASE_URL"], size=1)
    try:
        copied = ", ".join(await db.fetchval(_COLUMNS))
        ids = [new_id() for _ in range(AVATARS - 1)]
        await db.execute(_COPIES.format(copied=copied), told["avatarId"], ids)
    finally:
        await db.close()
    return str(project["id"])


_COLUMNS = """
SELECT array_agg(quote_ident(column_name::text)) FROM information_schema.columns
WHERE table_name = 'avatars' AND is_generated = 'NEVER'
  AND column_name NOT IN ('id', 'name', 'created_at', 'generation_id')
"""
_COPIES = """
INSERT INTO avatars (id, name, created_at, {copied})
SELECT copy.id, 'Person ' || copy.number, first.created_at - copy.number * interval '1 minute', {copied}
FROM avatars AS first, unnest($2::uuid[]) WITH ORDINALITY AS copy (id, number)
WHERE first.id = $1
"""


async def _empty(browser: Browser) -> Page:
    page = await browser.new_page(viewport={"width": 1440, "height": 900})
    await page.set_content("<body style='margin:0;height:400000px'></body>")
    return page


async def _scrolled(page: Page) -> Any:
    """Frame times in ms, tasks over 50 ms, and the most cards there were, of some seconds of scrolling."""
    return await page.evaluate(_SCROLL, SECONDS * 1000)


async def _load_all(page: Page) -> None:
    """To the end again and again, until everybody is there; then back to the top."""
    while await page.evaluate("() => document.querySelector('[aria-setsize=\"-1\"]') !== null"):
        await page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        await page.wait_for_timeout(60)
    await page.evaluate("() => scrollTo(0, 0)")
    await page.wait_for_timeout(1_000)


def _more_tasks(page: Any, empty: Any) -> float:
    return float(max(page["tasks"] - empty["tasks"], 0))


def _frame(seen: Any) -> float:
    return float(quantiles(seen["frames"], n=20)[-1])


_SCROLL = """async (lengthMs) => {
  scrollTo(0, 0);
  const frames = [];
  let tasks = 0, cards = 0, direction = 1;
  const watcher = new PerformanceObserver((list) => { tasks += list.getEntries().length; });
  watcher.observe({ entryTypes: ["longtask"] });
  const began = performance.now();
  let last = began;
  await new Promise((done) => {
    const step = (now) => {
      frames.push(now - last);
      last = now;
      const end = document.documentElement.scrollHeight - innerHeight;
      if (scrollY >= end - 1) direction = -1;
      else if (scrollY <= 0) direction = 1;
      scrollBy(0, direction * 60);
      if (frames.length % 10 === 0) cards = Math.max(cards, document.getElementsByTagName("article").length);
      if (now - began < lengthMs) requestAnimationFrame(step);
      else done();
    };
    requestAnimationFrame(step);
  });
  watcher.disconnect();
  return { frames: frames.slice(1), tasks, cards };
}"""
