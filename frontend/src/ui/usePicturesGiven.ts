/** Pictures dropped or pasted anywhere on the page, wherever the hand lets go. */
import { useEffect, useRef, useState } from "react";

/** Tells of files that are dropped or pasted while `isOn`; true while some are held over the page. */
export function usePicturesGiven(isOn: boolean, onGiven: (files: File[]) => void): boolean {
  const [isHeldOver, setHeldOver] = useState(false);
  const given = useRef(onGiven);
  useEffect(() => {
    given.current = onGiven;
  }, [onGiven]);

  useEffect(() => {
    if (!isOn) return;
    const listening = new AbortController();
    const on = <K extends keyof WindowEventMap>(name: K, react: (event: WindowEventMap[K]) => void): void =>
      addEventListener(name, react, { signal: listening.signal });
    let depth = 0; // every element on the way tells of entering and leaving

    on("dragenter", (event) => {
      if (!bringsFiles(event.dataTransfer)) return;
      depth += 1;
      setHeldOver(true);
    });
    on("dragleave", (event) => {
      if (!bringsFiles(event.dataTransfer)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setHeldOver(false);
    });
    on("dragover", (event) => {
      if (bringsFiles(event.dataTransfer)) event.preventDefault(); // else the browser would open the file
    });
    on("drop", (event) => {
      if (!bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth = 0;
      setHeldOver(false);
      tell(event.dataTransfer, given.current);
    });
    on("paste", (event) => tell(event.clipboardData, given.current));
    return () => {
      listening.abort();
      setHeldOver(false);
    };
  }, [isOn]);
  return isHeldOver;
}

function bringsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") ?? false;
}

function tell(data: DataTransfer | null, onGiven: (files: File[]) => void): void {
  const files = [...(data?.files ?? [])];
  if (files.length > 0) onGiven(files);
}
