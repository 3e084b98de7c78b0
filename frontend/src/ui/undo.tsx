/** What is done is done at once, and can be taken back from a note at the edge of the page. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { asProblem } from "~/api/problem";

const SHOWN_MS = 9_000;

export function offerUndo(done: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: SHOWN_MS,
    withCloseButton: false,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm" lineClamp={2}>
          {done}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}

export function tellProblem(error: unknown): void {
  const problem = asProblem(error);
  notifications.show({ color: "danger", title: problem.title, message: problem.detail, autoClose: SHOWN_MS });
}

/** Says what is going on until it is over, and what went wrong if something did. */
export async function tellWhile(doing: string, work: (say: (doing: string) => void) => Promise<void>): Promise<void> {
  const id = notifications.show({ message: doing, loading: true, autoClose: false, withCloseButton: false });
  try {
    await work((message) => notifications.update({ id, message, loading: true, autoClose: false }));
  } catch (error) {
    tellProblem(error);
  } finally {
    notifications.hide(id);
  }
}

interface Choice {
  label: string;
  act: () => void;
}

/** Something that only the person can decide; it stays until they have. */
export function offerChoice(title: string, detail: string, choices: Choice[]): void {
  const id = notifications.show({
    autoClose: false,
    title,
    message: (
      <>
        {detail}
        <Group gap="xs" mt="xs">
          {choices.map(({ label, act }, index) => (
            <Button
              key={label}
              size="compact-sm"
              {...(index > 0 && { variant: "default" })}
              onClick={() => {
                notifications.hide(id);
                act();
              }}
            >
              {label}
            </Button>
          ))}
        </Group>
      </>
    ),
  });
}

export function tell(message: string): void {
  notifications.show({ message, color: "yellow", autoClose: 3_000 });
}
