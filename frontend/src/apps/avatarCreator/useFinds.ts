/** People and projects by what one types: what the shell's palette can lead to beside its own places. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { allItems } from "~/api/pages";
import { foundPeople } from "./avatars/search";
import { foundProjects } from "./projects/api";

export interface Find {
  id: string;
  to: string;
  label: string;
  /** A face, where there is one. */
  picture?: string;
}

const MOST = 6;

export function useFinds(words: string): { people: Find[]; projects: Find[]; isFinding: boolean } {
  const people = useInfiniteQuery(foundPeople(words, MOST));
  const projects = useInfiniteQuery(foundProjects(words.trim()));
  return {
    people: people.data ? allItems(people.data).slice(0, MOST).map(asFind) : [],
    projects: (projects.data ? allItems(projects.data) : [])
      .slice(0, MOST)
      .map(({ id, name, previewUrls: [picture] }) => ({
        id,
        to: `/projects/${id}`,
        label: name,
        ...(picture !== undefined && { picture }),
      })),
    isFinding: people.isFetching || projects.isFetching,
  };
}

function asFind({ id, name, smallImageUrl }: { id: string; name: string; smallImageUrl: string }): Find {
  return { id, to: `/people/${id}`, label: name, picture: smallImageUrl };
}
