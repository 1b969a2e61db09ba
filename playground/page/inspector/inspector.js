// What goes back and forth between the app and this workspace.

/** Open or close the inspector. */
export function toggleInspector() {}
