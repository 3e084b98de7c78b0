/**
 * Files to the server. `fetch` cannot tell how much of a body has left, so these requests are XMLHttpRequests;
 * sessions and refusals are as everywhere.
 */
import { problemOf, unreachable } from "./problem";
import { refreshSession } from "./session";

interface Options {
  signal?: AbortSignal;
  /** Under which the request acts once, however often it is sent. */
  key?: string;
  /** How much of the body has left, 0 to 100. */
  onSent?: (percent: number) => void;
}

/** The body of a good answer. Throws `Problem` for every other, and an `AbortError` when it was called off. */
export async function postForm<T>(path: string, form: FormData, options: Options = {}): Promise<T> {
  const sentAt = Date.now();
  let { status, body } = await send(path, form, options);
  if (status === 401 && (await refreshSession(sentAt))) ({ status, body } = await send(path, form, options));
  if (status < 200 || status > 299) throw problemOf(body, status);
  return body as T;
}

interface Reply {
  status: number;
  body: unknown;
}

function send(path: string, form: FormData, { signal, key, onSent }: Options): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const callOff = (): void => request.abort();
    request.open("POST", path);
    if (key) request.setRequestHeader("Idempotency-Key", key);
    request.upload.onprogress = ({ loaded, total }) => onSent?.(total > 0 ? (loaded / total) * 100 : 0);
    request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) });
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("Called off", "AbortError"));
    request.onloadend = () => signal?.removeEventListener("abort", callOff);
    if (signal?.aborted) return callOff();
    signal?.addEventListener("abort", callOff);
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
