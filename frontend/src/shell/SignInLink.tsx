import { Button, Loader } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { ProblemState } from "~/ui/ProblemState";
import { enterAs, spendSignInLink } from "./account";

/** Spends the one-time link, once, and takes it out of the address so that no history keeps it. */
export function SignInLink({ token }: { token: string }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const spent = useRef(false);
  const { mutate, error } = useMutation({
    mutationFn: spendSignInLink,
    onSuccess: ({ user }) => enterAs(cache, user),
  });
  useEffect(() => {
    if (spent.current) return;
    spent.current = true;
    history.replaceState(history.state, "", "/sign-in");
    mutate(token);
  }, [mutate, token]);
  if (!error) return <Loader color="ink" aria-label="Signing you in" />;
  return (
    <ProblemState
      error={error}
      action={
        <Button variant="default" onClick={() => void navigate(0)}>
          Sign in with a password
        </Button>
      }
    />
  );
}
