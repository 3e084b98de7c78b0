import { Button } from "@mantine/core";
import { IconRefresh, IconUsers } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Avatar } from "~/api/types";
import { megabytes } from "~/ui/words";
import styles from "./AvatarFacts.module.css";
import { spelledOut } from "./attributeWords";
import { FactSection, Pair } from "./FactSection";
import { makeAgain } from "./makeAgain";
import { moreLikeThis } from "./newLook";

const inFull = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

const origins: Record<Avatar["sourceType"], string> = {
  text_to_image: "From a description",
  uploaded: "Uploaded",
  from_preset: "From a preset",
  from_reference: "From a reference",
};

/** How the picture was made, and the ways to go on from it. */
export function RecipeFacts({ avatar }: { avatar: Avatar }) {
  const { prompt, generationPrompt, negativePrompt, provider, model, seed, parameters, ignored } = avatar.recipe;
  const details = Object.entries(parameters);
  return (
    <FactSection title="Recipe">
      <dl className={styles.pairs} data-wide>
        {prompt && <Pair title="Asked for">{prompt}</Pair>}
        {generationPrompt && generationPrompt !== prompt && <Pair title="In full">{generationPrompt}</Pair>}
        {negativePrompt && <Pair title="Left out">{negativePrompt}</Pair>}
        {ignored.length > 0 && <Pair title="Not drawn">{ignored.join(", ")}</Pair>}
      </dl>
      <dl className={styles.pairs}>
        <Pair title="Began as">{origins[avatar.sourceType]}</Pair>
        {provider && <Pair title="Made by">{spelledOut([provider, model].filter(Boolean).join(" · "))}</Pair>}
        {seed !== null && <Pair title="Face number">{seed}</Pair>}
        <Pair title="Picture">
          {avatar.widthPx} × {avatar.heightPx} px · {megabytes(avatar.sizeBytes)}
        </Pair>
        <Pair title="Made">
          <time dateTime={avatar.createdAt}>{inFull.format(new Date(avatar.createdAt))}</time>
        </Pair>
      </dl>
      {details.length > 0 && (
        <details className={styles.details}>
          <summary>All parameters</summary>
          <dl>
            {details.map(([name, value]) => (
              <Pair key={name} title={name}>
                {typeof value === "string" ? value : JSON.stringify(value)}
              </Pair>
            ))}
          </dl>
        </details>
      )}
      <div className={styles.ways}>
        {avatar.sourceType !== "uploaded" && (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconRefresh size={18} stroke={1.75} aria-hidden />}
            component={Link}
            {...makeAgain(avatar)}
          >
            Make again
          </Button>
        )}
        <Button
          variant="default"
          size="sm"
          leftSection={<IconUsers size={18} stroke={1.75} aria-hidden />}
          component={Link}
          {...moreLikeThis(avatar)}
        >
          More like this
        </Button>
      </div>
    </FactSection>
  );
}
