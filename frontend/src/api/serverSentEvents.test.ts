import { expect, test, vi } from "vitest";
import { type Frame, readFrames } from "./serverSentEvents";

async function framesIn(...chunks: Uint8Array[]): Promise<{ frames: Frame[]; signsOfLife: number }> {
  const alive = vi.fn();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(chunk));
      controller.close();
    },
  });
  const frames: Frame[] = [];
  for await (const frame of readFrames(body, alive)) frames.push(frame);
  return { frames, signsOfLife: alive.mock.calls.length };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a frame is whole, however the network cuts it", async () => {
  const all = bytes('retry: 1000\n\nid: 5-0\nevent: avatar:created\ndata: {"name":"Zoë"}\n\n');
  const pieces = Array.from(all, (byte) => Uint8Array.of(byte));
  const { frames } = await framesIn(...pieces);
  expect(frames).toEqual([{ id: "5-0", event: "avatar:created", data: { name: "Zoë" } }]);
});

test("a comment is a sign of life and no frame", async () => {
  const { frames, signsOfLife } = await framesIn(bytes(":\n\n"), bytes(":\n\n"));
  expect(frames).toEqual([]);
  expect(signsOfLife).toBe(2);
});
