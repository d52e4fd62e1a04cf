/**
 * Completes a service's link by the address that it came from. A link that is no URL stays as it is: it is refused, by
 * name, where requests are sent.
 */
export function absoluteUrl(link: string, base: string): string {
    try {
        return new URL(link, base).href;
    } catch {
        return link;
    }
}
