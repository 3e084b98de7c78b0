import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { me } from "~/api/me";
import type { Preset } from "~/api/types";
import { tell, tellProblem } from "~/ui/undo";
import { changePreset, deletePreset, forgetPresets } from "./api";
import { PresetForm } from "./PresetForm";

const icon = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** What one can do with a preset of one's own; those who run this server also with the catalogue. */
export function PresetMenu({ preset }: { preset: Preset }) {
  const { data: user } = useQuery(me);
  return preset.isOwn || user?.role === "admin" ? <Actions preset={preset} /> : null;
}

function Actions({ preset }: { preset: Preset }) {
  const cache = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const deleting = useMutation({
    mutationFn: () => deletePreset(preset.id),
    onSuccess: async () => {
      await forgetPresets(cache);
      tell(`“${preset.name}” is no preset any more. People made from it stay.`);
    },
    onError: tellProblem,
  });
  return (
    <>
      <Menu position="bottom-end" onClose={() => setLeaving(false)} closeOnItemClick={false}>
        <Menu.Target>
          <ActionIcon aria-label={`Actions for ${preset.name}`}>
            <IconDots size={20} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item closeMenuOnClick leftSection={<IconPencil {...icon} />} onClick={() => setEditing(true)}>
            Edit
          </Menu.Item>
          <Menu.Item
            color="var(--danger)"
            leftSection={<IconTrash {...icon} />}
            onClick={() => (isLeaving ? deleting.mutate() : setLeaving(true))}
          >
            {isLeaving ? "Yes, delete it" : "Delete"}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isEditing && (
        <PresetForm
          title="Edit preset"
          start={preset}
          action="Save"
          onSave={(changes) => changePreset({ id: preset.id, changes })}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  );
}
