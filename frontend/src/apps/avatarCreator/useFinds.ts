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
const LOOKED_AT = 30;

export function useFinds(words: string): { people: Find[]; projects: Find[]; isFinding: boolean } {
  const people = useInfiniteQuery(foundPeople(words, LOOKED_AT));
  const projects = useInfiniteQuery(foundProjects(words.trim()));
  return {
    people: people.data ? bestFirst(allItems(people.data), words).slice(0, MOST).map(asFind) : [],
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

/** Those called so before those of whom it is said. */
function bestFirst<T extends { name: string }>(people: T[], words: string): T[] {
  const asked = words.trim().toLowerCase();
  const isCalled = ({ name }: T): boolean => name.toLowerCase().split(" ").some((part) => part.startsWith(asked));
  return [...people.filter(isCalled), ...people.filter((person) => !isCalled(person))];
}

function asFind({ id, name, smallImageUrl }: { id: string; name: string; smallImageUrl: string }): Find {
  return { id, to: `/people/${id}`, label: name, picture: smallImageUrl };
}
