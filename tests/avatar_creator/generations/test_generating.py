"""The main job over HTTP: describe somebody, watch it being made, have the avatar."""

from running_app import Api, ApiAs


async def test_a_description_becomes_an_avatar(api: Api) -> None:
    project = await api.new_project()
    [generation_id] = await api.generate(
        project["id"], prompt="a smiling woman in her 50s with curly red hair and glasses", name="Ruth"
    )
    generation = await api.ended(generation_id)
    assert generation["status"] == "completed"
    avatar = await api.read(f"/avatars/{generation['avatarId']}")
    assert avatar["name"] == "Ruth"
    assert avatar["attributes"]["gender"] == "female"
    assert avatar["attributes"]["hairColor"] == "red"
    assert avatar["recipe"]["seed"] == generation["seed"]


async def test_every_size_of_a_finished_picture_is_there(api: Api) -> None:
    avatar = await api.new_avatar()
    for address in ("baseImageUrl", "largeImageUrl", "thumbnailUrl", "smallImageUrl"):
        answer = await api.get(avatar[address])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/jpeg"


async def test_pages_hear_of_it_from_queued_to_completed(api: Api) -> None:
    project = await api.new_project()
    async with api.events() as events:
        [generation_id] = await api.generate(project["id"])
        done = await events.wait_for("generation:completed")
        assert done["generationId"] == generation_id
        assert done["avatar"]["generationId"] == generation_id
        steps = [data["generation"]["progressPercent"] for data in events.named("generation:progress")]
        assert steps == sorted(steps)
        assert {10, 70, 90} <= set(steps)


async def test_four_at_once_share_a_batch_and_differ_in_seed(api: Api) -> None:
    project = await api.new_project()
    ids = await api.generate(project["id"], count=4)
    generations = [await api.ended(generation_id) for generation_id in ids]
    assert len({generation["batchId"] for generation in generations}) == 1
    assert len({generation["seed"] for generation in generations}) == 4


async def test_a_foreign_project_looks_like_an_unknown_one(api: Api, api_as: ApiAs) -> None:
    theirs = await (await api_as()).new_project()
    answer = await api.post(f"/projects/{theirs['id']}/avatars/generate", {"prompt": "a man"})
    assert answer.status_code == 404
    assert answer.json()["slug"] == "project-not-found"
