/** Puts a part of the page on a test's screen, with what every part of the page stands in. */
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { expect } from "vitest";
import { createQueryClient } from "~/api/queryClient";
import { theme } from "~/ui/theme";

interface Options {
  at?: string;
  cache?: QueryClient;
}

export function show(content: ReactNode, { at = "/", cache = createQueryClient() }: Options = {}) {
  cache.setDefaultOptions({ ...cache.getDefaultOptions(), queries: { ...cache.getDefaultOptions().queries, retry: false } });
  const shown = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={cache}>
        <MemoryRouter initialEntries={[at]}>{content}</MemoryRouter>
      </QueryClientProvider>
      <Notifications />
    </MantineProvider>,
  );
  return { ...shown, cache, user: userEvent.setup() };
}

/** Colours are left to the browser tests: jsdom draws nothing. */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}
