/** The frame around all apps: theme, cache, addresses, and who is signed in. */
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { lazy, Suspense, useState } from "react";
import { BrowserRouter, Navigate, Route, Routes } from "react-router";
import { createQueryClient } from "~/api/queryClient";
import { AvatarCreator } from "~/apps/avatarCreator";
import { LiveRegion } from "~/ui/announce";
import { theme, variables } from "~/ui/theme";
import { AccountGate } from "./AccountGate";
import { AppFrame } from "./AppFrame";
import { ErrorBoundary } from "./ErrorBoundary";
import { NothingHere } from "./NothingHere";

const SignInPage = lazy(() => import("./SignInPage"));
const AppPage = lazy(() => import("./AppPage"));
const SettingsPage = lazy(() => import("./SettingsPage"));

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
setNonce(nonce); // for the style that keeps the page still behind a dialog

export function Shell() {
  const [cache] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={cache}>
        <ErrorBoundary>
          <BrowserRouter>
            <Suspense>
              <Routes>
                <Route path="/sign-in" element={<SignInPage />} />
                <Route element={<AccountGate />}>
                  <Route element={<AppFrame />}>
                    <Route index element={<Navigate to={AvatarCreator.home} replace />} />
                    <Route path="settings" element={<SettingsPage />} />
                    <Route path="apps/:appId/*" element={<AppPage />} />
                    {AvatarCreator.routes}
                    <Route path="*" element={<NothingHere />} />
                  </Route>
                </Route>
              </Routes>
            </Suspense>
          </BrowserRouter>
        </ErrorBoundary>
        <Notifications position="bottom-center" limit={3} />
        <LiveRegion />
      </QueryClientProvider>
    </MantineProvider>
  );
}
