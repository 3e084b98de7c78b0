import { screen, waitFor } from "@testing-library/react";
import { useLocation } from "react-router";
import { describe, expect, it } from "vitest";
import type { Avatar } from "~/api/types";
import { anAvatar } from "~/testing/samples";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import AvatarDetail from "./AvatarDetail";

const AVATARS = "/api/apps/avatar-creator/avatars";
const mira = anAvatar();

function Address() {
  const { pathname, search, state } = useLocation();
  return <output data-testid="address">{pathname + search + JSON.stringify(state)}</output>;
}

function Warning({ avatar, onDelete }: { avatar: Avatar; onDelete: () => void }) {
  return <button onClick={onDelete}>{`Delete ${avatar.name} all the same`}</button>;
}

function detail(answers: Parameters<typeof serve>[0] = {}) {
  const server = serve({
    [`GET ${AVATARS}/a1`]: mira,
    [`GET ${AVATARS}/a1/family`]: { items: [] },
    "GET /api/apps/avatar-creator/tags": { items: [{ tag: "sailor", count: 3 }] },
    "GET /api/apps/avatar-creator/attributes": {
      items: [{ id: "gender", open: false, values: [{ id: "female", labels: { en: "Woman" }, providers: [] }] }],
    },
    ...answers,
  });
  const shown = show(
    <>
      <Address />
      <AvatarDetail
        avatarId="a1"
        previous="/people/a0"
        next="/people/a2?q=m"
        closeTo="/people"
        linkTo={({ id }) => `/people/${id}`}
        usedBy={<p>Used nowhere</p>}
        DeleteWarning={Warning}
      />
    </>,
    { at: "/people/a1" },
  );
  return { ...shown, server };
}

const address = (): string => screen.getByTestId("address").textContent ?? "";

describe("a person's page", () => {
  it("shows the picture, who it is, how they look and how it was made", async () => {
    detail();
    expect(await screen.findByRole("img", { name: "Mira" })).toBeInTheDocument();
    expect(screen.getByLabelText("Name")).toHaveValue("Mira");
    expect(screen.getByLabelText("Age")).toHaveValue("52");
    expect(await screen.findByDisplayValue("Woman")).toBeInTheDocument();
    expect(screen.getByText("Used nowhere")).toBeInTheDocument();
    expect(screen.getByText("a woman with red hair dancing")).toBeInTheDocument();
    expect(screen.getByText("dancing")).toBeInTheDocument();
    await expectAccessible(screen.getByRole("dialog"));
  });

  it("goes to the neighbours by arrow keys, but not while one writes", async () => {
    const { user } = detail();
    await user.click(await screen.findByLabelText("Name"));
    await user.keyboard("{ArrowRight}");
    expect(address()).toContain("/people/a1");
    screen.getByRole("button", { name: "Look closer at Mira" }).focus();
    await user.keyboard("{ArrowRight}");
    expect(address()).toContain("/people/a2?q=m");
  });

  it("saves one changed part of the persona, under the version that was seen", async () => {
    const { user, server } = detail({
      [`PUT ${AVATARS}/a1`]: () => json({ ...mira, version: 2, persona: { ...mira.persona, age: 53 } }),
    });
    await user.clear(await screen.findByLabelText("Age"));
    await user.type(screen.getByLabelText("Age"), "53{Enter}");
    await waitFor(() => expect(server.asked).toContain(`PUT ${AVATARS}/a1`));
    const put = server.requests.find(({ method }) => method === "PUT");
    expect(put?.headers.get("if-match")).toBe('"1"');
    expect(await put?.json()).toEqual({ persona: { age: 53 } });
  });

  it("closes at once on delete and brings the person back on undo", async () => {
    const { user, server } = detail({
      [`DELETE ${AVATARS}/a1`]: () => new Response(null, { status: 204 }),
      [`POST ${AVATARS}/a1/restore`]: mira,
    });
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    expect(address()).toContain("/peoplenull");
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(server.asked).toContain(`POST ${AVATARS}/a1/restore`));
  });

  it("offers every size for download under a name people understand", async () => {
    const { user } = detail();
    await user.click(await screen.findByRole("button", { name: "Download" }));
    const original = await screen.findByRole("menuitem", { name: /Original/ });
    expect(original).toHaveAttribute("href", `${AVATARS}/a1/image?size=base`);
    expect(original).toHaveAttribute("download", "mira.jpg");
    expect(screen.getByRole("menuitem", { name: /Thumbnail/ })).toHaveAttribute("download", "mira-300.jpg");
  });

  it("takes the recipe to the describe sheet to make it again", async () => {
    const { user } = detail();
    await user.click(await screen.findByRole("link", { name: "Make again" }));
    expect(address()).toContain("/projects/p1?create=describe");
    expect(address()).toContain('"prompt":"a woman with red hair dancing"');
    expect(address()).toContain('"seed":7');
  });

  it("asks before somebody goes whom other apps use", async () => {
    const { user, server } = detail({
      [`GET ${AVATARS}/a1`]: { ...mira, usageCount: 3 },
      [`DELETE ${AVATARS}/a1`]: () => new Response(null, { status: 204 }),
    });
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    expect(server.asked).not.toContain(`DELETE ${AVATARS}/a1`);
    await user.click(await screen.findByRole("button", { name: "Delete Mira all the same" }));
    await waitFor(() => expect(server.asked).toContain(`DELETE ${AVATARS}/a1`));
  });

  it("leads to a new look, to others like it and to a preset of it", async () => {
    const { user } = detail();
    expect(await screen.findByRole("link", { name: "New look" })).toHaveAttribute("href", "/projects/p1?create=look&of=a1");
    expect(screen.getByRole("link", { name: "More like this" })).toHaveAttribute("href", "/projects/p1?create=alike&of=a1");
    await user.click(screen.getByRole("button", { name: "Save as preset" }));
    expect(address()).toContain("/people/a1?save-preset=a1");
  });

  it("keeps all parameters of the recipe, folded", async () => {
    const recipe = { ...mira.recipe, parameters: { guidance_scale: 3.5, loras: ["realism"] } };
    detail({ [`GET ${AVATARS}/a1`]: { ...mira, recipe } });
    const fold = (await screen.findByText("All parameters")).closest("details");
    expect(fold).not.toHaveAttribute("open");
    expect(fold).toHaveTextContent('guidance_scale3.5loras["realism"]');
  });

  it("shows the family as faces one can walk", async () => {
    const member = (id: string, changes: object) => ({
      ...{ id, parentAvatarId: null, projectId: "p1", thumbnailUrl: "/files/t.jpg?s=1", thumbhash: "" },
      ...{ sourceType: "text_to_image", createdAt: mira.createdAt, isDeleted: false, name: id, ...changes },
    });
    detail({
      [`GET ${AVATARS}/a1/family`]: {
        items: [
          member("a1", { name: "Mira" }),
          member("a5", { name: "Mira in the rain", parentAvatarId: "a1" }),
          member("a6", { name: "Mira at night", parentAvatarId: "a1", isDeleted: true }),
        ],
      },
    });
    const young = await screen.findByRole("link", { name: /Mira in the rain\s*, from Mira/ });
    expect(young).toHaveAttribute("href", "/people/a5");
    expect(screen.getByRole("link", { current: "page" })).toHaveTextContent("Mira, the first");
    expect(screen.queryByRole("link", { name: /Mira at night/ })).toBeNull();
    await expectAccessible(screen.getByRole("dialog"));
  });

  it("says when nobody is there, and leads back", async () => {
    const { user } = detail({ [`GET ${AVATARS}/a1`]: () => refusal(404, "not-found", "There is no such avatar") });
    expect(await screen.findByText("There is no such avatar")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(address()).toContain("/peoplenull");
  });
});
