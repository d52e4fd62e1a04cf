import { cloudTable } from "../auth/clouds";
import type { LanguageCloudName } from "./cloudNames";

/** An AI Services (Foundry) account is also spelled so, beside `contoso.cognitiveservices.azure.com`; in each cloud alike. */
const foundryHost = /^([^.]+)\.services\.ai(\.azure\.(?:com|us|cn))$/;

/**
 * The form in which two custom domains are compared: the full host in lower case without a closing dot. The product's
 * documentation writes the bare subdomain (`contoso`), the specification the host; a bare one is completed with the
 * suffix of `cloud` (default `public`), a host keeps its own, and both spellings of an account's host are one.
 */
export function canonicalDomain(domain: string, cloud: LanguageCloudName = "public"): string {
    let end = domain.length;
    while (domain[end - 1] === ".") {
        end--;
    }
    const host = domain.slice(0, end).toLowerCase();
    return host === "" || host.includes(".") ? languageHost(host) : host + (cloudTable[cloud].languageSuffix ?? "");
}

/** The host by which Azure AI Language knows an account, of either spelling; any other host is left as it is. */
export function languageHost(host: string): string {
    return host.replace(foundryHost, "$1.cognitiveservices$2");
}
