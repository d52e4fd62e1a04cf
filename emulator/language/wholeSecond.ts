/** Writes a time as the authoring service does: in whole seconds. */
export function wholeSecond(time: number): string {
    return `${new Date(time).toISOString().slice(0, "YYYY-MM-DDTHH:MM:SS".length)}Z`;
}
