import { Anchor, Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { asProblem } from "~/api/problem";
import { counted } from "~/ui/words";
import { type Credentials, enterAs, register, signIn, signInOptions } from "./account";
import styles from "./SignInPage.module.css";

const SHORTEST_PASSWORD = 10;

type Complaints = Partial<Record<keyof Credentials, string>>;

/** Signing in, or making an account where that is open. What is wrong is said at its field. */
export function PasswordForm() {
  const cache = useQueryClient();
  const { data: options } = useQuery(signInOptions);
  const [isNew, setNew] = useState(false);
  const [complaints, setComplaints] = useState<Complaints>({});
  const { mutate, reset, error, isPending } = useMutation({
    mutationFn: isNew ? register : signIn,
    onSuccess: ({ user }) => enterAs(cache, user),
    onError: (refusal) => setComplaints(asProblem(refusal).fields),
  });

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { email: String(form.get("email")).trim(), password: String(form.get("password")) };
    const found = complaintsOf(credentials, isNew);
    setComplaints(found);
    reset();
    if (Object.keys(found).length === 0) mutate(credentials);
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
        error={complaints.email}
      />
      <PasswordInput
        name="password"
        label="Password"
        size="md"
        autoComplete={isNew ? "new-password" : "current-password"}
        required
        withAsterisk={false}
        description={isNew ? `At least ${SHORTEST_PASSWORD} characters; a phrase is best.` : undefined}
        error={complaints.password}
      />
      {error && Object.keys(complaints).length === 0 && (
        <Text role="alert" c="var(--danger)" size="sm">
          {asProblem(error).detail}
        </Text>
      )}
      <Button type="submit" size="md" loading={isPending}>
        {isNew ? "Make account" : "Sign in"}
      </Button>
      {options?.registration === "open" && (
        <Text size="sm" c="dimmed" ta="center">
          {isNew ? "Already here? " : "First time here? "}
          <Anchor
            component="button"
            type="button"
            c="var(--ink)"
            underline="always"
            onClick={() => {
              setNew(!isNew);
              setComplaints({});
              reset();
            }}
          >
            {isNew ? "Sign in" : "Make an account"}
          </Anchor>
        </Text>
      )}
    </form>
  );
}

/** What can be told without asking. */
function complaintsOf({ email, password }: Credentials, isNew: boolean): Complaints {
  const found: Complaints = {};
  if (!email.includes("@")) found.email = "Type your whole email address.";
  if (password === "") found.password = "Type your password.";
  else if (isNew && password.length < SHORTEST_PASSWORD) {
    found.password = `Add ${counted(SHORTEST_PASSWORD - password.length, "more character")}.`;
  }
  return found;
}
