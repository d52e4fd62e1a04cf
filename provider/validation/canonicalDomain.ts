import { cloudTable } from "../auth/clouds";
import type { LanguageCloudName } from "./cloudNames";

/**
 * The form in which two custom domains are compared: the full host in lower case without a closing dot. The product's
 * documentation writes the bare subdomain (`contoso`), the specification the host; a bare one is completed with the
 * suffix of `cloud` (default `public`), a host keeps its own.
 */
export function canonicalDomain(domain: string, cloud: LanguageCloudName = "public"): string {
    let end = domain.length;
    while (domain[end - 1] === ".") {
        end--;
    }
    const host = domain.slice(0, end).toLowerCase();
    return host === "" || host.includes(".") ? host : host + (cloudTable[cloud].languageSuffix ?? "");
}
