/** The form in which two GUIDs are compared: hexadecimal digits have no letter case. */
export function canonicalGuid(guid: string): string {
    return guid.toLowerCase();
}
