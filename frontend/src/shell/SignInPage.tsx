import { Anchor, Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { Navigate, useLocation } from "react-router";
import { asProblem } from "~/api/problem";
import { Logo } from "~/ui/Logo";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { me, register, signIn, signInOptions } from "./account";
import styles from "./SignInPage.module.css";
import { SignInLink } from "./SignInLink";

/** The way in: by password, by registering where that is open, or by a one-time link after the #. */
export default function SignInPage() {
  const { data: user } = useQuery(me);
  const { state, hash } = useLocation();
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get("token"));
  useEffect(() => {
    document.title = "Sign in · Avatar Creator";
  }, []);
  if (user) return <Navigate to={(state as { from?: string } | null)?.from ?? "/"} replace />;
  return (
    <main className={styles.page}>
      <span className={styles.logo}>
        <Logo size={36} />
        Avatar Creator
      </span>
      <div className={styles.card}>
        <ThreePortraits />
        {token ? <SignInLink token={token} /> : <PasswordForm />}
      </div>
    </main>
  );
}

function PasswordForm() {
  const cache = useQueryClient();
  const { data: options } = useQuery(signInOptions);
  const [isNew, setNew] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: isNew ? register : signIn,
    onSuccess: ({ user }) => cache.setQueryData(me.queryKey, user),
  });
  const problem = error ? asProblem(error) : null;

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    mutate({ email: String(form.get("email")), password: String(form.get("password")) });
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h1>{isNew ? "Make an account" : "Welcome back"}</h1>
      <TextInput
        name="email"
        label="Email"
        type="email"
        size="md"
        autoComplete="email"
        required
        withAsterisk={false}
        error={problem?.fields["email"]}
      />
      <PasswordInput
        name="password"
        label="Password"
        size="md"
        autoComplete={isNew ? "new-password" : "current-password"}
        required
        withAsterisk={false}
        description={isNew ? "At least 10 characters; a phrase is best." : undefined}
        error={problem?.fields["password"]}
      />
      {problem && (
        <Text role="alert" c="var(--danger)" size="sm">
          {problem.detail}
        </Text>
      )}
      <Button type="submit" size="md" loading={isPending}>
        {isNew ? "Make account" : "Sign in"}
      </Button>
      {options?.registration === "open" && (
        <Text size="sm" c="dimmed" ta="center">
          {isNew ? "Already here? " : "First time here? "}
          <Anchor component="button" type="button" c="var(--ink)" underline="always" onClick={() => setNew(!isNew)}>
            {isNew ? "Sign in" : "Make an account"}
          </Anchor>
        </Text>
      )}
    </form>
  );
}
