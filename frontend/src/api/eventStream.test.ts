import { waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { json, refusal, serve, type Server, Stream } from "~/testing/server";
import { followEvents } from "./eventStream";
import type { Frame } from "./serverSentEvents";

interface Tab {
  frames: Frame[];
  isConnected: boolean | null;
  isSignedOut: boolean;
  close: () => void;
}

const tabs: Tab[] = [];

function openTab(): Tab {
  const tab: Tab = { frames: [], isConnected: null, isSignedOut: false, close: () => undefined };
  tab.close = followEvents("u1", {
    frame: (frame) => tab.frames.push(frame),
    connected: (isConnected) => {
      tab.isConnected = isConnected;
    },
    signedOut: () => {
      tab.isSignedOut = true;
    },
  });
  tabs.push(tab);
  return tab;
}

/** A server that opens a stream for everybody. */
function serveStreams(): { server: Server; streams: Stream[] } {
  const streams: Stream[] = [];
  const server = serve({
    "GET /api/events": (request) => {
      const stream = new Stream(request);
      streams.push(stream);
      return stream.response;
    },
  });
  return { server, streams };
}

async function theStream(streams: Stream[], number: number): Promise<Stream> {
  await waitFor(() => expect(streams.length).toBe(number), { timeout: 3000 });
  return streams[number - 1] as Stream;
}

afterEach(() => {
  tabs.splice(0).forEach((tab) => tab.close());
  vi.useRealTimers();
});

test("three tabs see every frame through one stream", async () => {
  const { server, streams } = serveStreams();
  const [first, second, third] = [openTab(), openTab(), openTab()];
  const stream = await theStream(streams, 1);
  stream.send("1-0", "snapshot", { generations: [] });
  stream.send("2-0", "avatar:deleted", { avatarId: "a1" });
  for (const tab of [first, second, third]) {
    await waitFor(() => expect(tab.frames.map(({ id }) => id)).toEqual(["1-0", "2-0"]));
  }
  expect(server.asked).toEqual(["GET /api/events"]);
});

test("when the leading tab closes, another goes on after the last frame", async () => {
  const { server, streams } = serveStreams();
  const leader = openTab();
  const other = openTab();
  (await theStream(streams, 1)).send("7-0", "snapshot", {});
  await waitFor(() => expect(other.frames).toHaveLength(1));
  leader.close();
  const stream = await theStream(streams, 2);
  expect(server.requests[1]?.headers.get("last-event-id")).toBe("7-0");
  stream.send("8-0", "avatar:deleted", {});
  await waitFor(() => expect(other.frames.map(({ id }) => id)).toEqual(["7-0", "8-0"]));
  expect(streams[0]?.isOpen).toBe(false);
});

test("a stream that ends is resumed after the last frame", async () => {
  const { server, streams } = serveStreams();
  const tab = openTab();
  const first = await theStream(streams, 1);
  first.send("3-1", "snapshot", {});
  await waitFor(() => expect(tab.frames).toHaveLength(1));
  first.end();
  await theStream(streams, 2);
  expect(server.requests[1]?.headers.get("last-event-id")).toBe("3-1");
  expect(tab.isConnected).toBe(true);
});

test("a silent line is given up after a while and opened anew", async () => {
  vi.useFakeTimers();
  const { streams } = serveStreams();
  openTab();
  await vi.advanceTimersByTimeAsync(30_000);
  streams[0]?.write(":\n\n");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(streams).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(streams).toHaveLength(2);
  expect(streams[0]?.isOpen).toBe(false);
});

test("an expired token is refreshed and the stream opened", async () => {
  let isFresh = false;
  const streams: Stream[] = [];
  const server = serve({
    "GET /api/events": (request) => {
      if (!isFresh) return refusal(401, "not-signed-in", "You are not signed in");
      const stream = new Stream(request);
      streams.push(stream);
      return stream.response;
    },
    "POST /api/auth/refresh": () => {
      isFresh = true;
      return json({});
    },
  });
  const tab = openTab();
  (await theStream(streams, 1)).send("1-0", "snapshot", {});
  await waitFor(() => expect(tab.frames).toHaveLength(1));
  expect(server.asked).toEqual(["GET /api/events", "POST /api/auth/refresh", "GET /api/events"]);
});

test("when the session is over, every tab hears it and nobody tries again", async () => {
  const server = serve({
    "GET /api/events": () => refusal(401, "not-signed-in", "You are not signed in"),
    "POST /api/auth/refresh": () => refusal(401, "session-ended", "Your session ended"),
  });
  const [first, second] = [openTab(), openTab()];
  await waitFor(() => expect(first.isSignedOut && second.isSignedOut).toBe(true));
  expect(server.asked.filter((what) => what.startsWith("POST"))).toHaveLength(1);
});

test("every tab is told that the server is away and that it is back", async () => {
  const { server, streams } = serveStreams();
  const [leader, other] = [openTab(), openTab()];
  const stream = await theStream(streams, 1);
  server.on("GET /api/events", () => {
    throw new TypeError("network");
  });
  stream.end();
  await waitFor(() => expect([leader.isConnected, other.isConnected]).toEqual([false, false]), { timeout: 3000 });
  server.on("GET /api/events", (request) => {
    const again = new Stream(request);
    streams.push(again);
    return again.response;
  });
  window.dispatchEvent(new Event("online"));
  await waitFor(() => expect([leader.isConnected, other.isConnected]).toEqual([true, true]), { timeout: 3000 });
});
