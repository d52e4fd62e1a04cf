const label = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Tells whether a text is one or more DNS labels joined by full stops; letters of any script are taken. */
export function isHostName(text: string): boolean {
    return text.length <= 253 && text.split(".").every((part) => label.test(part));
}
