import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Navigate, useLocation } from "react-router";
import { me } from "~/api/me";
import { Logo } from "~/ui/Logo";
import { ThreePortraits } from "~/ui/ThreePortraits";
import { PasswordForm } from "./PasswordForm";
import { SignInLink } from "./SignInLink";
import styles from "./SignInPage.module.css";

/** The way in: by password, by registering where that is open, or by a one-time link after the #. */
export default function SignInPage() {
  const { state, hash } = useLocation();
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get("token"));
  // With a link, who was here before does not matter.
  const { data: user } = useQuery({ ...me, enabled: token === null });
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
