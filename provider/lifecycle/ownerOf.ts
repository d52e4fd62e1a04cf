/** How lines and errors call a resource; states that older versions stored may not know its name. */
export function ownerOf(state: { logicalName?: string }): string {
    return state.logicalName ?? "(unnamed)";
}
