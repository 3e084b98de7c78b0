import { Button, FileButton } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useRef } from "react";
import { useImport } from "./useImport";

/** Takes the file of an exported project. */
export function ImportButton() {
  const { importFrom, isImporting } = useImport();
  const forget = useRef<() => void>(null);
  return (
    <FileButton
      resetRef={forget}
      accept=".zip,application/zip"
      inputProps={{ "aria-label": "Exported project" }}
      onChange={(file) => {
        if (file) importFrom(file);
        forget.current?.(); // the same file may be chosen again
      }}
    >
      {(props) => (
        <Button
          {...props}
          variant="default"
          size="md"
          loading={isImporting}
          leftSection={<IconFileImport size={18} stroke={1.75} aria-hidden />}
        >
          Import a project
        </Button>
      )}
    </FileButton>
  );
}
