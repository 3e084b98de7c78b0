import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import tseslint from "typescript-eslint";

// The walls: api and ui know no app; a room knows only the rooms below it; pages compose rooms; the shell is on top.
const app = "./src/apps/avatarCreator";
// Upload, presets and looks are neighbours on one floor: each opens by itself and knows none of the others.
const ways = ["upload", "presets", "looks"];
const top = ["projects", "library", "trash", "pages"];
const above = (...rooms) => rooms.map((room) => `${app}/${room}`);
const walls = [
  { target: "./src/api", from: "./src", except: ["./api", "./testing"] },
  { target: "./src/ui", from: "./src", except: ["./ui", "./api", "./testing"] },
  { target: "./src/apps", from: "./src/shell" },
  { target: `${app}/avatars`, from: above("generations", "usage", ...ways, ...top) },
  { target: `${app}/usage`, from: above("generations", ...ways, ...top) },
  { target: `${app}/generations`, from: above("usage", ...ways, ...top) },
  ...ways.map((way) => ({
    target: `${app}/${way}`,
    from: above(...ways.filter((other) => other !== way), ...top),
  })),
  { target: `${app}/projects`, from: above("library", "trash", "pages") },
  { target: `${app}/library`, from: above("trash", "pages") },
  { target: `${app}/trash`, from: above("library", "pages") },
];

export default tseslint.config(
  { ignores: ["node_modules", "src/api/schema.gen.ts"] },
  ...tseslint.configs.strict,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: walls }],
      "import-x/no-cycle": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
);
