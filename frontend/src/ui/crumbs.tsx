/** Where one is: views say it, the top bar of the shell shows it, the window's title repeats it. */
import { createContext, use, useEffect } from "react";

export interface Crumb {
  label: string;
  to?: string;
}

export const CrumbsContext = createContext<(crumbs: Crumb[]) => void>(() => undefined);

export function useCrumbs(...crumbs: Crumb[]): void {
  const show = use(CrumbsContext);
  const said = JSON.stringify(crumbs);
  useEffect(() => {
    const told = JSON.parse(said) as Crumb[];
    show(told);
    const names = told.map((crumb) => crumb.label).reverse();
    document.title = [...names, "Avatar Creator"].join(" · ");
  }, [said, show]);
}
