import { screen, waitFor } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { json, refusal, serve, type Server, Stream } from "~/testing/server";
import { show } from "~/testing/show";
import { AccountGate } from "./AccountGate";
import SignInPage from "./SignInPage";

const owner = { id: "u1", email: "owner@localhost", displayName: "Owner", role: "admin" };
const signedOut = (): Response => refusal(401, "not-signed-in", "You are not signed in");

function showInside(server: Server, at: string) {
  server.on("GET /api/auth/options", { registration: "closed" });
  return show(
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route element={<AccountGate />}>
        <Route path="/people" element={<p>All people</p>} />
      </Route>
    </Routes>,
    { at },
  );
}

test("a visitor is sent to sign in and then to where they were going", async () => {
  const server = serve({
    "GET /api/me": signedOut,
    "POST /api/auth/refresh": signedOut,
    "POST /api/auth/login": () => json({ user: owner }),
    "GET /api/events": (request) => new Stream(request).response,
  });
  const { user } = showInside(server, "/people");
  await user.type(await screen.findByLabelText("Email"), "owner@localhost");
  await user.type(screen.getByLabelText("Password"), "a phrase that is long{Enter}");
  expect(await screen.findByText("All people")).toBeVisible();
});

test("a session that ends while one looks on leads to the sign-in page", async () => {
  let isOver = false;
  const server = serve({
    "GET /api/me": () => (isOver ? signedOut() : json(owner)),
    "POST /api/auth/refresh": signedOut,
    "GET /api/events": () => {
      isOver = true;
      return signedOut();
    },
  });
  const { cache } = showInside(server, "/people");
  expect(await screen.findByLabelText("Email")).toBeVisible();
  expect(cache.getQueryData(["me"])).toBeNull();
});

test("a server that is away is no reason to sign anybody out", async () => {
  const server = serve({
    "GET /api/me": () => {
      throw new TypeError("Failed to fetch");
    },
  });
  const { user } = showInside(server, "/people");
  expect(await screen.findByRole("alert")).toHaveTextContent("The server cannot be reached");
  server.on("GET /api/me", owner);
  server.on("GET /api/events", (request: Request) => new Stream(request).response);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByText("All people")).toBeVisible());
});
