/** What an app is called. One that was never installed here told only its id: `help-desk` is "Help desk". */
export function appTitle({ appId, appName }: { appId: string; appName: string }): string {
  if (appName !== appId) return appName;
  const words = appId.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
