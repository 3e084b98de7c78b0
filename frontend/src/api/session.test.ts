import { expect, test } from "vitest";
import { json, refusal, serve } from "~/testing/server";
import { answer, api } from "./client";
import { Problem } from "./problem";

const expired = (): Response => refusal(401, "not-signed-in", "You are not signed in");

test("many requests refused at once cost one refresh and are sent again with their bodies", async () => {
  let isFresh = false;
  const bodies: unknown[] = [];
  const server = serve({
    "POST /api/apps/avatar-creator/projects": async (request) => {
      if (!isFresh) return expired();
      bodies.push(await request.json());
      return json({ id: "p1" }, 201);
    },
    "POST /api/auth/refresh": () => {
      isFresh = true;
      return json({});
    },
  });
  const create = (name: string) => answer(api.POST("/api/apps/avatar-creator/projects", { body: { name } }));
  await Promise.all([create("One"), create("Two"), create("Three")]);
  expect(bodies).toEqual([{ name: "One" }, { name: "Two" }, { name: "Three" }]);
  expect(server.asked.filter((what) => what.endsWith("refresh"))).toHaveLength(1);
});

test("what another tab refreshed meanwhile is used instead of spending the token twice", async () => {
  let calls = 0;
  const server = serve({
    "GET /api/me": () => {
      if (++calls > 1) return json({ id: "u1" });
      localStorage.setItem("session-refreshed-at", String(Date.now() + 1)); // by the other tab
      return expired();
    },
  });
  expect(await answer(api.GET("/api/me"))).toEqual({ id: "u1" });
  expect(server.asked).toEqual(["GET /api/me", "GET /api/me"]);
});

test("a refusal becomes a problem with its words and fields", async () => {
  serve({
    "POST /api/auth/login": () =>
      json(
        {
          type: "/problems/invalid-request",
          slug: "invalid-request",
          title: "Something needs changing",
          status: 422,
          detail: "#/email must be an address",
          errors: [{ pointer: "#/email", detail: "must be an address" }],
        },
        422,
      ),
  });
  const call = answer(api.POST("/api/auth/login", { body: { email: "x", password: "y" } }));
  await expect(call).rejects.toMatchObject({ slug: "invalid-request", fields: { email: "must be an address" } });
});

test("a network that fails is a problem too, and says that nothing is lost", async () => {
  serve({
    "GET /api/me": () => {
      throw new TypeError("Failed to fetch");
    },
  });
  const problem = await answer(api.GET("/api/me")).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ isOffline: true, detail: expect.stringContaining("Nothing is lost") });
});
