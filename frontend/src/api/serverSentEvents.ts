/** Reads the text of an event stream into frames. Knows the format of Server-Sent Events and nothing else. */

export interface Frame {
  id: string;
  event: string;
  data: unknown;
}

/** Frames as they arrive; `onLife` is called for every byte, comments included. Ends with the body. */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  onLife: () => void,
): AsyncGenerator<Frame, void, undefined> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onLife();
      const blocks = (waiting + value).split("\n\n");
      waiting = blocks.pop() ?? "";
      for (const block of blocks) {
        const frame = parseFrame(block);
        if (frame) yield frame;
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function parseFrame(block: string): Frame | null {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart());
  }
  const event = fields.get("event");
  const data = fields.get("data");
  if (event === undefined || data === undefined) return null;
  return { id: fields.get("id") ?? "", event, data: JSON.parse(data) };
}
