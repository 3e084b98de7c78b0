import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { me } from "~/api/me";
import { json, refusal, serve } from "~/testing/server";
import { expectAccessible, show } from "~/testing/show";
import SignInPage from "./SignInPage";

const owner = { id: "u1", email: "owner@localhost", displayName: "Owner", role: "admin" };
const visitor = {
  "GET /api/me": () => refusal(401, "not-signed-in", "You are not signed in"),
  "POST /api/auth/refresh": () => refusal(401, "session-ended", "Your session ended"),
};

function Inside() {
  const { data: user } = useQuery(me);
  return <p>{user ? "Inside" : "Nobody is here"}</p>;
}

function showSignIn(at: string) {
  return show(
    <StrictMode>
      <Routes>
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="/" element={<Inside />} />
      </Routes>
    </StrictMode>,
    { at },
  );
}

test("a one-time link is spent once and leads inside", async () => {
  const server = serve({
    ...visitor,
    "GET /api/auth/options": { registration: "open" },
    "POST /api/auth/link": async (request) => json({ user: owner, sent: await request.json() }),
  });
  showSignIn("/sign-in#token=abc123");
  expect(await screen.findByText("Inside")).toBeVisible();
  const spent = server.requests.filter(({ url }) => url.endsWith("/link"));
  expect(spent).toHaveLength(1);
  expect(await spent[0]?.json()).toEqual({ token: "abc123" });
  expect(server.asked).not.toContain("GET /api/me");
});

test("a link that was used says so and offers the other way in", async () => {
  serve({
    ...visitor,
    "GET /api/auth/options": { registration: "closed" },
    "POST /api/auth/link": () => refusal(410, "link-used", "This link was used already", "Ask for another."),
  });
  const { container } = showSignIn("/sign-in#token=abc123");
  expect(await screen.findByRole("alert")).toHaveTextContent("This link was used alreadyAsk for another.");
  expect(screen.getByRole("button", { name: "Sign in with a password" })).toBeVisible();
  await expectAccessible(container);
});

test("a wrong password keeps what was typed and says what to do", async () => {
  serve({
    ...visitor,
    "GET /api/auth/options": { registration: "closed" },
    "POST /api/auth/login": () => refusal(401, "wrong-credentials", "Not signed in", "Email or password is wrong."),
  });
  const { user, container } = showSignIn("/sign-in");
  await user.type(await screen.findByLabelText("Email"), "me@example.org");
  await user.type(screen.getByLabelText("Password"), "not this one{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("Email or password is wrong.");
  expect(screen.getByLabelText("Email")).toHaveValue("me@example.org");
  expect(screen.queryByText("First time here?")).toBeNull();
  await expectAccessible(container);
});

test("where registration is open, a visitor can make an account", async () => {
  const server = serve({
    ...visitor,
    "GET /api/auth/options": { registration: "open" },
    "POST /api/auth/register": () => json({ user: owner }, 201),
  });
  const { user } = showSignIn("/sign-in");
  await user.click(await screen.findByRole("button", { name: "Make an account" }));
  await user.type(screen.getByLabelText("Email"), "me@example.org");
  await user.type(screen.getByLabelText("Password"), "a phrase{Enter}");
  expect(screen.getByText("Add 2 more characters.")).toBeVisible();
  expect(server.asked).not.toContain("POST /api/auth/register");
  await user.type(screen.getByLabelText("Password"), " that is long{Enter}");
  await waitFor(() => expect(screen.getByText("Inside")).toBeVisible());
  expect(server.asked).toContain("POST /api/auth/register");
});

test("an old question of who is here does not undo a sign-in", async () => {
  let refuse = () => {};
  serve({
    ...visitor,
    "GET /api/me": () =>
      new Promise<Response>((resolve) => {
        refuse = () => resolve(visitor["GET /api/me"]());
      }),
    "GET /api/auth/options": { registration: "closed" },
    "POST /api/auth/login": () => {
      refuse();
      return json({ user: owner });
    },
  });
  const { user } = showSignIn("/sign-in");
  await user.type(await screen.findByLabelText("Email"), "me@example.org");
  await user.type(screen.getByLabelText("Password"), "a phrase that is long{Enter}");
  expect(await screen.findByText("Inside")).toBeVisible();
});
