import { expect, test, vi } from "vitest";
import { receive } from "~/testing/forms";
import { json, refusal, serve } from "~/testing/server";
import { postForm } from "./form";
import { Problem } from "./problem";

const formOf = (name: string): FormData => {
  const form = new FormData();
  form.set("name", name);
  return form;
};

test("a form arrives with its key and tells how much of it has left", async () => {
  const server = receive({ "/there": () => json({ id: "a1" }, 201) });
  const onSent = vi.fn();
  expect(await postForm("/there", formOf("Ada"), { key: "k1", onSent })).toEqual({ id: "a1" });
  expect(server.received[0]?.key).toBe("k1");
  expect(server.received[0]?.form.get("name")).toBe("Ada");
  expect(onSent.mock.calls).toEqual([[50], [100]]);
});

test("a refusal is a problem in the server's words", async () => {
  receive({ "/there": () => refusal(415, "picture-format", "This is no picture", "Send a JPEG.") });
  await expect(postForm("/there", formOf("Ada"))).rejects.toMatchObject({ slug: "picture-format", detail: "Send a JPEG." });
});

test("a line that is cut is told as any other", async () => {
  receive({
    "/there": () => {
      throw new Error("cut");
    },
  });
  await expect(postForm("/there", formOf("Ada"))).rejects.toSatisfy((error) => error instanceof Problem && error.isOffline);
});

test("who was signed out meanwhile is signed in again and the form is sent once more", async () => {
  serve({ "POST /api/auth/refresh": {} });
  let tries = 0;
  receive({ "/there": () => ((tries += 1) === 1 ? refusal(401, "not-signed-in", "Sign in") : json({ ok: true })) });
  expect(await postForm("/there", formOf("Ada"))).toEqual({ ok: true });
  expect(tries).toBe(2);
});

test("what is called off ends at once, also before it began", async () => {
  receive({ "/there": () => new Promise<Response>(() => undefined) });
  const calledOff = new AbortController();
  const sent = postForm("/there", formOf("Ada"), { signal: calledOff.signal });
  calledOff.abort();
  await expect(sent).rejects.toThrow("Called off");
  await expect(postForm("/there", formOf("Ada"), { signal: calledOff.signal })).rejects.toThrow("Called off");
});
