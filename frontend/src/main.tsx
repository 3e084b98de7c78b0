/** Entry of the page: puts the shell into the document. */
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/fonts.css";
import "./ui/page.css";
import { createRoot } from "react-dom/client";
import { Shell } from "./shell/Shell";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Shell />);
