/** Exclusive Web Locks, as all tabs of one browser share them. */

interface Options {
  signal?: AbortSignal;
}
type Work<T> = () => Promise<T> | T;

export class LocksOfOneBrowser {
  private readonly tails = new Map<string, Promise<unknown>>();

  async request<T>(name: string, optionsOrWork: Options | Work<T>, given?: Work<T>): Promise<T> {
    const work = typeof optionsOrWork === "function" ? optionsOrWork : given;
    const signal = typeof optionsOrWork === "function" ? undefined : optionsOrWork.signal;
    if (!work) throw new TypeError("no work");
    const before = this.tails.get(name) ?? Promise.resolve();
    const mine = before
      .catch(() => undefined)
      .then(() => {
        signal?.throwIfAborted();
        return work();
      });
    this.tails.set(name, mine);
    return mine;
  }
}
