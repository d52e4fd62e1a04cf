/** The form in which two ARM ids are compared: ARM ignores letter case, and some lists add a closing slash. */
export function canonicalArmId(id: string): string {
    let end = id.length;
    while (id[end - 1] === "/") {
        end--;
    }
    return id.slice(0, end).toLowerCase();
}
