/** References and what is made from them, on the wire. */
import { answer, api } from "~/api/client";
import { postForm } from "~/api/form";
import type { FromReferenceRequest, Reference } from "~/api/types";

const APP = "/api/apps/avatar-creator";

/** A picture to draw from: kept beside the people of a project, not one of them. */
export function sendReference(projectId: string, file: File): Promise<Reference> {
  const form = new FormData();
  form.set("file", file);
  return postForm(`${APP}/projects/${projectId}/references`, form);
}

/** `key`: the order is placed once, however often it is sent. */
export function generateFromReference(projectId: string, request: FromReferenceRequest, key: string) {
  return answer(
    api.POST(`${APP}/projects/{project_id}/avatars/from-reference`, {
      params: { path: { project_id: projectId }, header: { "Idempotency-Key": key } },
      body: request,
    }),
  );
}
