import { printableText } from "./printableText";

/** Shows a refused endpoint without what may be a credential in it: user information, query and fragment. */
export function presentableEndpoint(text: string): string {
    const cut = text.search(/[?#]/);
    const address = cut === -1 ? text : `${text.slice(0, cut + 1)}…`;
    const at = address.lastIndexOf("@");
    const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(address)?.[0] ?? "";
    return printableText(at === -1 ? address : `${scheme}…${address.slice(at)}`);
}
