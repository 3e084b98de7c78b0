"""Pictures that land in one project at the same moment: none is missing from its count or its collage."""

from running_app import Api


async def test_simultaneous_landings_leave_the_newest_four(api: Api) -> None:
    project = await api.new_project()
    ids = [each for _ in range(6) for each in await api.generate(project["id"], count=4)]
    for generation_id in ids:
        await api.ended(generation_id)
    seen = await api.read(f"/projects/{project['id']}")
    assert seen["avatarCount"] == len(ids) == len(seen["avatars"]["items"])
    assert seen["previewUrls"] == [avatar["thumbnailUrl"] for avatar in seen["avatars"]["items"][:4]]
