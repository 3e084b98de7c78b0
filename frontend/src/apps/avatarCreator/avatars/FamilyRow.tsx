import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { Avatar, FamilyMember } from "~/api/types";
import { Portrait } from "~/ui/Portrait";
import { counted } from "~/ui/words";
import { lastingImage } from "./api";
import { FactSection } from "./FactSection";
import styles from "./FamilyRow.module.css";
import { familyOf } from "./family";

interface Props {
  avatar: Avatar;
  /** The address of one of them, over the list one came from. */
  linkTo: (person: Pick<Avatar, "id" | "projectId">) => string;
}

/** The looks that came from one another, in the order they were made; one walks them by their faces. */
export function FamilyRow({ avatar, linkTo }: Props) {
  const { data: family = [] } = useQuery(familyOf(avatar.id));
  const here = useRef<HTMLLIElement>(null);
  const isHere = family.some(({ id }) => id === avatar.id);
  useEffect(() => {
    const row = here.current?.parentElement;
    if (row && here.current) row.scrollLeft = here.current.offsetLeft - row.clientWidth / 2;
  }, [isHere]);
  if (family.length < 2) return null;
  return (
    <FactSection title="Family" action={<span className={styles.count}>{counted(family.length, "look")}</span>}>
      <ol className={styles.row}>
        {family.map((member) => (
          <li key={member.id} ref={member.id === avatar.id ? here : undefined}>
            <Member member={member} family={family} to={linkTo(member)} isHere={member.id === avatar.id} />
          </li>
        ))}
      </ol>
    </FactSection>
  );
}

interface MemberProps {
  member: FamilyMember;
  family: FamilyMember[];
  to: string;
  isHere: boolean;
}

function Member({ member, family, to, isHere }: MemberProps) {
  const parent = family.find(({ id }) => id === member.parentAvatarId);
  const origin = parent ? `from ${parent.name}` : "the first";
  const face = (
    <>
      <span className={styles.face}>
        <Portrait
          src={member.thumbnailUrl}
          lastingSrc={lastingImage(member.id, "96")}
          thumbhash={member.thumbhash}
          alt=""
        />
      </span>
      <span className={styles.name}>{member.name}</span>
      {member.isDeleted && <span className={styles.origin}>in the trash</span>}
      <span className="visually-hidden">, {origin}</span>
    </>
  );
  if (member.isDeleted) return <span className={styles.member} title={origin} data-gone>{face}</span>;
  return (
    <Link
      className={styles.member}
      to={to}
      title={origin}
      aria-current={isHere ? "page" : undefined}
      preventScrollReset
      replace
    >
      {face}
    </Link>
  );
}
