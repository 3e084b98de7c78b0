const COUNTED_BY_A_CAMERA = /^(img|dsc[fn]?|pxl|p|image|photo|picture|screenshot|whatsapp image|download|untitled)?[\d\s]*$/i;

/** What a person might be called, by the name of the file: "ada-lovelace.jpg" is "Ada lovelace"; a camera's counting says nothing. */
export function nameOf(fileName: string): string {
  const words = fileName
    .replace(/\.[^.]+$/, "")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .trim();
  if (COUNTED_BY_A_CAMERA.test(words) || /^[\da-f ]{16,}$/i.test(words)) return "";
  return (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 120);
}
