import type { Provider } from "~/api/types";

/** Why somebody cannot do what is asked; undefined when they can. */
export type Unfit = (provider: Provider) => string | undefined;

/** Who will draw: the one that was chosen, else the server's own choice, else whoever can. */
export function providerOf(all: Provider[], chosen: string | null, unfit?: Unfit): Provider | undefined {
  const usable = all.filter((provider) => provider.configured && !unfit?.(provider));
  return usable.find(({ id }) => id === chosen) ?? usable.find(({ isDefault }) => isDefault) ?? usable[0];
}
