/** Tells whether a text is a GUID in its common form, of any version and letter case, without braces. */
export function isGuid(text: string): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
