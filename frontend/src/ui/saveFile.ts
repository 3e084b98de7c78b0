/** Lets the browser keep a file that the page has made or fetched. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  saveFrom(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it after the click
}

/** The same for a file that the server sends: it goes to the disk as it comes. */
export function saveFrom(address: string, name = ""): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
