const LENGTH_MS = 200;

const opened = new WeakSet<HTMLElement>();

/** Moves a picture that has just opened from the place of its card, so that one sees where it came from. */
export function opensFromCard(picture: HTMLElement | null, avatarId: string): void {
  if (!picture || opened.has(picture)) return;
  opened.add(picture);
  const card = document.getElementById(`card-${avatarId}`)?.closest("article")?.querySelector("img");
  if (!card || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const from = card.getBoundingClientRect();
  const to = picture.getBoundingClientRect();
  const isSeen = from.bottom > 0 && from.top < innerHeight;
  if (!isSeen || to.width === 0) return;
  picture.animate(
    [
      {
        transformOrigin: "0 0",
        transform: `translate(${from.left - to.left}px, ${from.top - to.top}px) scale(${from.width / to.width})`,
      },
      { transformOrigin: "0 0", transform: "none" },
    ],
    { duration: LENGTH_MS, easing: "cubic-bezier(0.2, 0, 0, 1)" },
  );
}
