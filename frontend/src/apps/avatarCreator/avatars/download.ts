import type { Avatar } from "~/api/types";
import { lastingImage } from "./api";

type Size = Parameters<typeof lastingImage>[1];

/** What a link needs to save a picture under the person's name. */
export function download(avatar: Avatar, size: Size): { href: string; download: string } {
  return { href: lastingImage(avatar.id, size), download: fileName(avatar, size) };
}

function fileName({ name, contentType }: Avatar, size: Size): string {
  const ending = contentType.split("/")[1]?.replace("jpeg", "jpg") ?? "jpg";
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase() || "avatar";
  return `${plain}${size === "base" ? "" : `-${size}`}.${ending}`;
}
